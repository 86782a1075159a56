#!/usr/bin/perl
# A demonstration under a mixed load for ten minutes (SOAK_S seconds): people walk all of
# their pages and send the forms they find, others read the public pages without pause.
# After the first half nothing may grow any more, and the ledger is sound at the end.
use strict;
use warnings;
use File::Temp 'tempdir';
use Test::More;
use Time::HiRes 'time';
use lib 'test/http', 'test/security';
use Served;
use surface;

my $seconds = $ENV{SOAK_S} // 600;
my $dir = tempdir(CLEANUP => 1);
my $s = Served->start(command => 'demo', dossiers => 300, months => 2, seed => 9, speed => 0);
my $began;
my %seen;
my @people = grep { !$seen{$_}++ } $s->get('/demo/people')->{body} =~ /name="person" value="(\w+)"/g;
cmp_ok(scalar @people, '>', 5, 'people to be');

# Walks the pages of somebody who signs in, and sends some of the forms; counts what came
# back.
sub round_of {
	my ($who, $count) = @_;
	my $in = $s->post('/demo/sign-in', "person=$who");
	my ($cookie) = ($in->{header}{'set-cookie'} // '') =~ /(session=\w+)/ or return;
	my $get = sub {
		my $r = $s->get($_[0], Cookie => $cookie, 'Accept-Encoding' => rand() < 0.5 ? 'gzip' : 'identity');
		$count->{ $r ? $r->{status} : 'none' }++;
		$count->{pdf}++ if $r && $r->{body} =~ /^%PDF/;
		return undef if !$r || $r->{status} != 200 || ($r->{header}{'content-type'} // '') !~ /html/;
		return $r->{header}{'content-encoding'} ? undef : $r->{body};
	};
	for my $t (surface::walk($get, 120, '/work', '/', '/find')) {
		next if $t->{method} ne 'POST' || rand() < 0.5;
		my $body = join '&', map { surface::encoded($_->[0]) . '=' . surface::encoded($_->[1]) } @{ $t->{body} };
		my $r = $s->post($t->{path}, $body, Cookie => $cookie);
		$count->{ $r ? $r->{status} : 'none' }++;
	}
	return;
}

# One of those who work, until the time is over.
sub work {
	my ($n) = @_;
	my %count;
	srand $n;
	while (time - $began < $seconds) { round_of($people[ rand @people ], \%count) }
	open my $f, '>', "$dir/count.$n" or die;
	print $f map { "$_ $count{$_}\n" } sort keys %count;
	close $f or die;
	return;
}

sub memory {
	open my $f, '<', "/proc/$s->{pid}/status" or return 0;
	return (join '', <$f>) =~ /^VmRSS:\s+(\d+) kB/m ? $1 : 0;
}

sub files { return scalar(() = glob "/proc/$s->{pid}/fd/*") }

# What is loaded once is loaded first.
my %warm;
for (my $n = 0; !$warm{pdf} && $n < 200; $n++) { round_of($people[ $n % @people ], \%warm) }
$began = time;
my @children;
for my $n (1 .. 3) {
	my $pid = fork() // die;
	if ($pid == 0) {
		$s->{pid} = 0;		# not this one's to end
		work($n);
		require POSIX;
		POSIX::_exit(0);
	}
	push @children, $pid;
}
my $wrk = fork() // die;
if ($wrk == 0) {
	open STDOUT, '>', "$dir/wrk" or die;
	exec 'wrk', '-t1', '-c8', '-d', int($seconds) . 's', "http://127.0.0.1:$s->{port}/track";
}

# Every second; who has died early is seen at once.
my @kb;
while (time - $began < $seconds) {
	select undef, undef, undef, 1;
	push @kb, memory();
	last if !$kb[-1];
}
waitpid $_, 0 for @children, $wrk;

my %count;
for my $file (glob "$dir/count.*") {
	open my $f, '<', $file or die;
	while (<$f>) { $count{$1} += $2 if /^(\w+) (\d+)/ }
}
diag(join ', ', map { "$_: $count{$_}" } sort keys %count);
cmp_ok($count{200} // 0, '>', $seconds, 'pages were read');
cmp_ok($count{303} // 0, '>', 10, 'forms did something');
cmp_ok($warm{pdf} // 0, '>', 0, 'sheets were drawn');
is($count{500} // 0, 0, 'no fault of the program');
is($count{none} // 0, 0, 'every question was answered');
open my $w, '<', "$dir/wrk" or die;
my $said = join '', <$w>;
like($said, qr/requests in/, 'and the public pages read without pause');
unlike($said, qr/Non-2xx|Socket errors/, '… without a refusal') or diag($said);

# Means of the first and of the last tenth of the second half.
my $half = int(@kb / 2);
my $part = int(@kb / 20) || 1;
my $mean = sub { my $sum = 0; $sum += $_ for @_; return $sum / @_ };
my $then = $mean->(@kb[ $half .. $half + $part - 1 ]);
my $last = $mean->(@kb[ @kb - $part .. $#kb ]);
diag(sprintf 'memory: %d KiB at half time, %d KiB at the end', $then, $last);
cmp_ok($last - $then, '<', 2048 + $then / 50, 'memory stays flat in the second half');
cmp_ok(files(), '<', 120, 'no files are left open');
is($s->stop, 0, 'it stops when told');
is(system("$ENV{DUNGHEN} verify --db $s->{db} >$dir/verify 2>&1"), 0, 'the ledger is sound')
	or diag(do { open my $v, '<', "$dir/verify"; join '', <$v> });
done_testing;

#!/usr/bin/perl
# A production store whose machine's clock is set back, forward, and right again: no
# entry is earlier than the one before it, doctor names the clock and the way out, and
# the store verifies throughout.
use strict;
use warnings;
use utf8;
use Cwd;
use File::Temp qw(tempdir);
use IO::Socket::INET;
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/s";
my $n       = 0;
my $warned;

# Runs the program on a machine whose clock is off by so much ("-2h", "+400d").
sub off_by {
	my ($shift, $input, @words) = @_;
	open my $f, '>', "$dir/in" or die;
	print $f $input;
	close $f;
	my @by = $shift ? ('faketime', '-f', $shift) : ();
	my $words = join ' ', map { quotemeta } @by, $dunghen, @words, '--db', $db, '--json';
	my $out = `$words < $dir/in 2>$dir/err`;
	return ($? >> 8, map { decode_json($_) } split /\n/, $out);
}

# What it said aside.
sub aside {
	open my $f, '<:utf8', "$dir/err" or die;
	local $/;
	return <$f> // '';
}

sub act {
	my ($shift) = @_;
	$n++;
	my ($status, $answer) = off_by($shift, encode_json({ key => "k$n", as => 'qt', do => 'add_person',
		args => { key => "cb$n" } }) . "\n", 'act');
	is($status, 0, "a command, clock off by $shift") or diag(explain($answer));
	$warned = aside();
	return $answer->{at};
}

sub findings {
	my ($shift) = @_;
	my (undef, $answer) = off_by($shift, '', 'doctor');
	return grep { $_->{code} eq 'doctor.clock' } @{ $answer->{findings} };
}

is((off_by('', '', 'init', '--admin', 'qt'))[0], 0, 'a production store, made now');
my $now = act('');
is(scalar findings(''), 0, 'whose clock is right');

is($warned, '', 'nobody is warned of it');
is(act('-2h'), act('-1d'), 'set back: time stands at the last entry');
like($warned, qr/chậm hơn bút toán cuối.*\n.*Chỉnh lại/, 'whoever writes is warned');
is(scalar(() = $warned =~ /chậm hơn/g), 1, 'once');
is((off_by('-2h', "quyet dinh\n", 'law', 'import', 'law'))[0], 0, 'another command');
like(aside(), qr/chậm hơn bút toán cuối/, 'warns too');
cmp_ok(act('-3d'), 'ge', $now, 'and does not go back with it');
my ($told) = findings('-2h');
ok($told, 'doctor names the clock');
like($told->{hint}{en}, qr/clock right/, 'and the way out');
like($told->{message}{vi}, qr/\S/, 'in Vietnamese too');

my $right = act('');
is($warned, '', 'set right, nobody is warned');
cmp_ok($right, 'ge', $now, 'set right: time goes on');
my $ahead = act('+40d');
cmp_ok($ahead, 'gt', $right, 'set forward: entries are of then');
like($warned, qr/bút toán cuối là.*\n.*không lùi được/, 'with a warning before');
is(act(''), $ahead, 'set right again: time stands until it has caught up');
ok(scalar findings(''), 'doctor names the clock again');
cmp_ok(act('+41d'), 'gt', $ahead, 'and time goes on once it has');

my ($status, $verified) = off_by('', '', 'verify');
is($status, 0, 'the ledger verifies: times never go back');
cmp_ok($verified->{entries}, '>', 8, 'with every entry');
my ($beyond) = off_by('+200y', "{\"key\":\"far\",\"as\":\"qt\",\"do\":\"add_person\",\"args\":{\"key\":\"far\"}}\n", 'act');
is($beyond, 1, 'a clock beyond all calendars is refused');
is((off_by('', '', 'verify'))[0], 0, 'and leaves nothing');

# The server: a line of its log, and of what it tells the machine that asks.
sub served {
	my ($shift) = @_;
	my $pid = open my $out, '-|';
	if (!$pid) {
		# By itself: faketime's own process would not hand on the signal.
		my $preload = `faketime -m -f $shift printenv LD_PRELOAD`;
		chomp $preload;
		@ENV{qw(LD_PRELOAD FAKETIME)} = ($preload, $shift);
		open STDERR, '>', "$dir/log" or die;
		exec($dunghen, 'serve', '--db', $db,
			'--listen', '127.0.0.1:0', '--json') or die;
	}
	my ($where) = decode_json(scalar <$out>)->{url} =~ m{http://(.*)};
	my ($ready, $log) = ('', '');
	for (1 .. 100) {
		my $s = IO::Socket::INET->new(PeerAddr => $where) or die;
		print $s "GET /ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
		$ready = join '', <$s>;
		open my $f, '<', "$dir/log" or die;
		$log = join '', <$f>;
		last if $log =~ /"code":"clock\.behind"/;
		select undef, undef, undef, 0.1;
	}
	kill TERM => $pid;
	close $out;
	return ($ready, $log);
}
my ($ready, $log) = served('-2h');
like($ready, qr{^HTTP/1.1 200 .*\nready\nclock\.behind: }s, 'a server set back is ready, and tells');
like($log, qr/"code":"clock\.behind"/, 'as does its log');
done_testing();

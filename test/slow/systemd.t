#!/usr/bin/perl
# The unit for systemd and the example for logrotate, as they are installed: systemd
# accepts the unit and finds it confined, its command serves, its log is rotated.
use strict;
use warnings;
use File::Temp 'tempdir';
use Test::More;
use Time::HiRes 'time';

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir = tempdir(CLEANUP => 1);
chmod 0755, $dir;
is(system("make -s install DESTDIR=$dir/root PREFIX=/usr >$dir/made 2>&1"), 0, 'installed');

sub slurp { open my $f, '<', $_[0] or return ''; local $/; return scalar(<$f>) // '' }

sub spew {
	open my $f, '>', $_[0] or die "$_[0]: $!";
	print $f $_[1];
	close $f or die;
	return;
}

my $unit = slurp("$dir/root/usr/lib/systemd/system/dunghen.service");
like($unit, qr{^ExecStart=/usr/bin/dunghen serve }m, 'the unit runs the installed program');
spew("$dir/dunghen.service", $unit =~ s{=/usr/bin/}{=$dir/root/usr/bin/}gr);
my $said = `systemd-analyze verify --man=no $dir/dunghen.service 2>&1`;
is($? >> 8, 0, 'systemd accepts it') or diag($said);
# Of units of this machine it may have something to say too.
is(join('', grep { /\Q$dir\E/ } split /^/, $said), '', '… without a remark');
$said = `systemd-analyze security --no-pager --offline=yes --threshold=15 $dir/dunghen.service 2>&1`;
is($? >> 8, 0, 'exposed by 1.5 of 10 at most') or diag($said);

# --- its command, with another place and port ---
my ($command) = $unit =~ /^ExecStart=(.*)$/m;
is(system("$dunghen init --db $dir/store --mode test --seed 1 --clock 2026-03-02T08:00 --admin qt >/dev/null"), 0, 'a store');
mkdir "$dir/log", 0700;
$command =~ s{/usr/bin/dunghen}{$dunghen};
$command =~ s{/var/lib/dunghen/store}{$dir/store};
$command =~ s{/var/log/dunghen}{$dir/log};
$command =~ s{127\.0\.0\.1:\d+}{127.0.0.1:0}g;
pipe(my $out, my $in) or die;
my $pid = fork() // die;
if ($pid == 0) {
	open STDOUT, '>&', $in or die;
	exec split(/ /, $command), '--json';
}
close $in;
my ($url) = (<$out> // '') =~ /"url":"([^"]+)"/;
ok($url, 'its command serves') or BAIL_OUT($command);
is(`curl -s --max-time 60 $url/health`, "ok\n", '… and answers');

# --- its log ---
my $rotate = slurp("$dir/root/usr/share/doc/dunghen/dunghen.logrotate");
my ($user, $group) = (scalar getpwuid($>), scalar getgrgid($) + 0));
$rotate =~ s{/var/log/dunghen/}{$dir/log/};
is($rotate =~ s/\bdunghen dunghen\b/$user $group/g, 2, 'whose the log is');
is($rotate =~ s/systemctl reload dunghen/kill -HUP $pid/, 1, 'how it is told');
spew("$dir/rotate", $rotate);
chmod 0644, "$dir/rotate";

sub soon {
	my ($what) = @_;
	for (my $until = time + 60; time < $until; select undef, undef, undef, 0.02) {
		return 1 if $what->();
	}
	return 0;
}
ok(soon(sub { slurp("$dir/log/access.log") =~ m{"route":"/health"} }), 'a line of the log');
$said = `PATH=\$PATH:/usr/sbin logrotate -f -s $dir/state $dir/rotate 2>&1`;
is($? >> 8, 0, 'logrotate rotates it') or diag($said);
like(slurp("$dir/log/access.log.1"), qr{"route":"/health"}, 'the old one is kept');
ok(soon(sub { slurp("$dir/log/access.log") =~ /"serve\.reread"/ }), 'the program goes on with a new one');
is(`curl -s -o /dev/null -w '%{http_code}' --max-time 60 $url/ready`, '200', 'asked again');
ok(soon(sub { slurp("$dir/log/access.log") =~ m{"route":"/ready"} }), '… it is written there');
kill TERM => $pid;
waitpid $pid, 0;
is($?, 0, 'stopped');
done_testing;

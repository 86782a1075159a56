#!/usr/bin/perl
# What a serving process has left: read from the kernel, thread by thread.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use IO::Socket::INET;
use Served;
use Test::More;

# { field => { value => how many threads } } of a process.
sub threads {
	my ($pid) = @_;
	my %has;
	for my $file (glob "/proc/$pid/task/*/status") {
		open my $f, '<', $file or next;
		while (<$f>) { $has{$1}{$2}++ if /^(\w+):\s*(.*?)\s*$/ }
	}
	return \%has;
}

sub confined {
	my ($pid, $name) = @_;
	my $t = threads($pid);
	cmp_ok(scalar(keys %{ $t->{Pid} }), '>', 4, "$name: its threads");
	is_deeply([ keys %{ $t->{NoNewPrivs} } ], [1], "$name: no thread can gain a privilege");
	is_deeply([ keys %{ $t->{$_} } ], ['0000000000000000'], "$name: $_ is empty") for qw(CapEff CapPrm CapInh CapAmb);
	is_deeply([ keys %{ $t->{CapBnd} } ], ['0000000000000000'], "$name: CapBnd is empty") if $> == 0;
	is_deeply([ keys %{ $t->{Seccomp} } ], [2], "$name: calls are filtered in each thread");
	open my $limits, '<', "/proc/$pid/limits" or die;
	like(join('', <$limits>), qr/^Max core file size\s+0\s+0\s/m, "$name: no core file");
	return;
}

my $s = Served->start(metrics => '127.0.0.1:0');
confined($s->{pid}, 'serve');
unlike($s->log, qr/sandbox\.root/, 'a test store may be served by root');
is($s->stop, 0, 'stopped');

my $demo = Served->start(command => 'demo', dossiers => 40, months => 1, seed => 3);
confined($demo->{pid}, 'demo');
is($demo->stop, 0, 'stopped');

my $open = Served->start('no-sandbox' => undef);
is_deeply([ keys %{ threads($open->{pid})->{Seccomp} } ], [0], 'without it when told so');
is($open->stop, 0, 'stopped');

# --- as another user ---
my $dir = "$s->{dir}/n";
my $out = `$ENV{DUNGHEN} serve --db $s->{db} --listen 127.0.0.1:0 --user nobody-of-that-name --json`;
like($out, qr/"user\.unknown"/, 'a user that is not there');
is($? >> 8, 1, '… is refused');

SKIP: {
	skip 'only root can become another user', 6 if $> != 0;
	my ($uid, $gid) = (getpwnam 'nobody')[ 2, 3 ];
	# A port that only root may bind, which none listens at.
	my ($port) = grep { IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1', LocalPort => $_) } 700 .. 1000;
	is(system("$ENV{DUNGHEN} init --db $dir --admin qt >/dev/null"), 0, 'a production store of root');
	chmod 0755, $s->{dir};
	like(`$ENV{DUNGHEN} serve --db $dir --listen 127.0.0.1:0 --user nobody --json`, qr/"code":"(?:file|store|db|sandbox)\.\w+"/,
		'another user may not open it');
	is($? >> 8, 3, '… which the environment is to blame for');
	system("chown -R nobody: $dir") == 0 or die;
	pipe(my $read, my $write) or die;
	my $pid = fork() // die;
	if ($pid == 0) {
		open STDOUT, '>&', $write or die;
		open STDERR, '>', "$s->{dir}/user.log" or die;
		exec $ENV{DUNGHEN}, 'serve', '--json', '--db', $dir, '--listen', "127.0.0.1:$port", '--user', 'nobody';
	}
	close $write;
	like(scalar(<$read>) // '', qr/:$port"/, "served at port $port");
	my $t = threads($pid);
	is_deeply([ keys %{ $t->{Uid} } ], [ join "\t", ($uid) x 4 ], '… by that user');
	is_deeply([ keys %{ $t->{Gid} } ], [ join "\t", ($gid) x 4 ], '… and its group');
	confined($pid, 'as another');
	kill TERM => $pid;
	waitpid $pid, 0;
	is($?, 0, 'stopped');
	my @root = grep { (stat)[4] != $uid } glob "$dir/*";
	is("@root", '', 'nothing of the store became root\'s');

	# Production served by root goes on, and says what would be better.
	system("chown -R root: $dir") == 0 or die;
	my $root = Served->start(db => $dir);
	my $told = '';
	for (my $until = time + 60; time < $until && $told !~ /sandbox\.root/;) {
		$told = $root->log;
		select undef, undef, undef, 0.02;
	}
	like($told, qr/"code":"sandbox\.root"/, 'production served by root is said');
	is($root->stop, 0, 'stopped');
}
done_testing;

#!/usr/bin/perl
# The server as a service: it tells its manager when it is ready, writes a log that can
# be rotated, and knows what it needs of the machine.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp 'tempdir';
use IO::Select;
use IO::Socket::INET;
use IO::Socket::UNIX;
use JSON::PP;
use Served;
use Socket;
use Test::More;
use Time::HiRes 'time';

my $dir = tempdir(CLEANUP => 1);

sub slurp { open my $f, '<', $_[0] or return ''; local $/; return scalar(<$f>) // '' }

# What is waited for has no moment of its own: it is looked for until it is there.
sub soon {
	my ($what) = @_;
	for (my $until = time + 60; time < $until; select undef, undef, undef, 0.02) {
		my $got = $what->();
		return $got if $got;
	}
	return 0;
}

# --- its manager ---
sub heard {
	my ($socket) = @_;
	return '' if !IO::Select->new($socket)->can_read(60);
	$socket->recv(my $text, 4096);
	return $text;
}

for my $name ("$dir/notify", "\0dunghen-test-$$") {
	my $manager = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Local => $name) or die "$!";
	local $ENV{NOTIFY_SOCKET} = $name =~ s/^\0/@/r;
	my $s = Served->start;
	is(heard($manager), 'READY=1', 'it says that it is ready');
	is($s->get('/health')->{status}, 200, 'and is');
	kill HUP => $s->{pid};
	ok(soon(sub { $s->log =~ /"code":"serve.reread"/ }), 'a manager may ask it to read anew what is not there');
	is($s->get('/health')->{status}, 200, '… and it goes on');
	is($s->stop, 0, 'stopped');
	is(heard($manager), 'STOPPING=1', 'it says that it stops');
}
{
	local $ENV{NOTIFY_SOCKET} = "$dir/nobody";
	my $out = `timeout 60 $ENV{DUNGHEN} serve --db $dir/none --listen 127.0.0.1:0 --json`;
	like($out, qr/"notify\.socket"/, 'a manager that is not there');
	is($? >> 8, 3, '… is a matter of the environment');
}

# --- the log in a file ---
mkdir "$dir/log";
my $log = "$dir/log/access.log";
my $s = Served->start('access-log' => $log);
my @nowhere = map { "/nowhere" } 1 .. 3;
is($s->get($_)->{status}, 404, 'asked') for @nowhere;
ok(soon(sub { (() = slurp($log) =~ /"status":404/g) == 3 }), 'each request is a line of the file');
is(slurp($s->{log}), '', 'and none of stderr');
is((stat $log)[2] & 0777, 0640, 'which is not for everybody');
rename $log, "$log.1" or die;
kill HUP => $s->{pid};
ok(soon(sub { slurp($log) =~ /"code":"serve\.reread"/ }), 'told, it begins another');
is($s->get('/health')->{status}, 200, 'asked again');
ok(soon(sub { slurp($log) =~ /"status":200/ }), 'and writes there');
unlike(slurp("$log.1"), qr/"status":200/, 'the one before is not touched any more');
rename "$dir/log", "$dir/gone" or die;
kill HUP => $s->{pid};
ok(soon(sub { slurp("$dir/gone/access.log") =~ /"code":"log\.file"/ }), 'a folder that is gone is said');
like($s->log, qr/\Q$log\E/, '… in words too');
is($s->get('/health')->{status}, 200, '… and it goes on');
is($s->stop, 0, 'stopped');
like(slurp("$dir/gone/access.log"), qr/"status":200.*"status":200/s, '… in the file it had');
my $bad = 0;
for my $file ("$dir/gone/access.log", "$dir/gone/access.log.1") {
	for (split /\n/, slurp($file)) { $bad++ if !eval { decode_json($_) } }
}
is($bad, 0, 'every line is whole');
like(`$ENV{DUNGHEN} serve --db $s->{db} --listen 127.0.0.1:0 --json --access-log $dir/none/log`, qr/"log\.file"/,
	'a log that cannot be written');
is($? >> 8, 3, '… is refused at the start');

# --- what it needs of the machine ---
like(`ulimit -n 300; $ENV{DUNGHEN} serve --db $s->{db} --listen 127.0.0.1:0 --json`, qr/"limits\.files"/, 'too few files');
is($? >> 8, 3, '… are said at the start');
{
	# The soft limit of this test and so of the server is low, the hard one is not.
	open my $sh, '-|', "ulimit -S -n 256; perl -I$FindBin::Bin -MServed -e "
		. q{'my $s = Served->start; print $s->get("/health")->{status}, " "; open my $f, "<", "/proc/$s->{pid}/limits"; print grep { /open files/ } <$f>'} or die;
	my ($status, $soft) = join('', <$sh>) =~ /^(\d+) Max open files\s+(\d+)/;
	is($status, 200, 'a soft limit below it');
	cmp_ok($soft // 0, '>', 1000, '… is raised');
}

# --- nobody takes all connections ---
my $crowd = Served->start;
my @held;
for (1 .. 520) {
	my $c = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $crowd->{port}) or last;
	push @held, $c;
}
is(scalar(@held), 520, 'somebody opens 520 connections');
# Those beyond the limit are closed by the server, the others wait for a request.
my $closed = soon(sub {
	my $n = grep { my $got = $_->recv(my $x, 1, MSG_PEEK | MSG_DONTWAIT); defined $got && $x eq '' } @held;
	return $n >= 20 ? $n : 0;
});
is($closed, 20, '500 of them are let');
my $other = IO::Socket::INET->new(LocalAddr => '127.0.0.2', PeerAddr => '127.0.0.1', PeerPort => $crowd->{port}) or die;
print {$other} "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
is((Served::reply($other) // {})->{status}, 200, 'and another is served meanwhile');
close $_ for @held;
is($crowd->stop, 0, 'stopped');
done_testing;

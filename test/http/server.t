#!/usr/bin/perl
# The server under good and bad clients: keep-alive, refusals, deadlines, stopping.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use JSON::PP;
use Served;
use Test::More;

my $s = Served->start(deadline => 2);

# --- good manners ---
my $r = $s->get('/health');
is($r->{status}, 200, 'it lives');
is($r->{body}, "ok\n", 'and says so');
is($s->get('/ready')->{status}, 200, 'it is ready');
like($r->{header}{'content-security-policy'}, qr/default-src 'none'/, 'a strict policy');
unlike($r->{header}{'content-security-policy'}, qr/unsafe/, 'without exceptions');
is($r->{header}{'x-content-type-options'}, 'nosniff', 'types are not guessed');

my $c = $s->connect;
print {$c} "GET /health HTTP/1.1\r\nHost: x\r\n\r\n" for 1 .. 3;
$c->flush;
is_deeply([ map { (Served::reply($c) // {})->{status} } 1 .. 3 ], [ 200, 200, 200 ],
	'three requests at once on one connection');
print {$c} "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\nHEAD /health HTTP/1.1\r\nHost: x\r\n\r\n";
is(Served::reply($c)->{status}, 404, 'a refusal');
$r = Served::reply($c, 1);
is($r->{status}, 200, 'does not end the connection');
is($r->{header}{'content-length'}, 3, 'HEAD tells the length');

# --- what is refused ---
my @refused = (
	[ 404, "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n", 'no such page' ],
	[ 404, "GET /health/ HTTP/1.1\r\nHost: x\r\n\r\n", 'a slash too many' ],
	[ 404, "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", 'a way out' ],
	[ 404, "GET /%2e%2e/etc HTTP/1.1\r\nHost: x\r\n\r\n", 'a way out in disguise' ],
	[ 405, "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", 'a method that is not there' ],
	[ 405, "DELETE /health HTTP/1.1\r\nHost: x\r\n\r\n", 'a method nobody has' ],
	[ 400, "BREW /health HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx", 'a body where none belongs' ],
	[ 400, "GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", 'GET with a body' ],
	[ 411, "POST /health HTTP/1.1\r\nHost: x\r\n\r\n", 'a form of unknown length' ],
	[ 411, "POST /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 'in chunks' ],
	[ 400, "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		'two lengths that disagree' ],
	[ 400, "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 'a negative length' ],
	[ 413, "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", 'a length beyond numbers' ],
	[ 400, "GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n", 'a target of elsewhere' ],
	[ 400, "GET /health HTTP/1.1\r\n\r\n", 'no host' ],
	[ 414, 'GET /' . 'a' x 5000 . " HTTP/1.1\r\nHost: x\r\n\r\n", 'an endless address' ],
);
for my $t (@refused) {
	my ($status, $bytes, $name) = @$t;
	my $got = $s->raw($bytes);
	is(defined $got ? $got->{status} : 'closed', $status, $name);
}
my $huge = $s->raw("GET /health HTTP/1.1\r\nHost: x\r\nX: " . 'a' x 100_000 . "\r\n\r\n");
ok(!defined $huge || $huge->{status} == 431 || $huge->{status} == 413, 'headers without end');
like($s->raw("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n")->{body}, qr/Không có trang này/,
	'a refusal says why, in Vietnamese');
like($s->get('/nowhere', Cookie => 'lang=en')->{body}, qr/There is no such page/, 'or in English');
is($s->post('/health', '')->{header}{allow}, 'GET, HEAD', 'which method would do');

# --- slow clients: two seconds for a head, counted from its start ---
for my $start ('', "GET /health HTTP/1.1\r\nHost:") {
	my $slow = $s->connect;
	print {$slow} $start;
	$slow->flush;
	# Bytes keep coming; that must not help.
	my $began = time;
	my $cut   = 0;
	local $SIG{PIPE} = 'IGNORE';
	while (time - $began < 20) {
		if (IO::Select->new($slow)->can_read(0.2)) {
			my $n = sysread $slow, my $x, 1024;
			if (!$n) { $cut = 1; last }
		}
		syswrite $slow, $start eq '' ? "\r\n" : 'x' if $start ne '';
	}
	ok($cut, $start eq '' ? 'who says nothing is cut off' : 'who says it slowly is cut off');
}
is($s->get('/health')->{status}, 200, 'others are served meanwhile');

# --- the log ---
is($s->stop, 0, 'it stops when told');
my @lines = map { decode_json($_) } split /\n/, $s->log;
ok(@lines > 10, 'each request is a line of the log');
is($lines[0]{route}, '/health', 'by the row of the table of addresses');
is(scalar(grep { exists $_->{path} || exists $_->{peer} } @lines), 0, 'without paths and addresses');
unlike($s->log, qr/passwd|127\.0\.0\.1/, 'and nothing else of theirs');

# --- places to listen at ---
my $d = "$s->{dir}/s";
like(`$ENV{DUNGHEN} serve --db $d --listen nowhere:x --json`, qr/http\.listen/, 'no address');
is($? >> 8, 2, 'is a misuse');
qx($ENV{DUNGHEN} demo --db $s->{dir}/none --listen nowhere 2>&1);
is($? >> 8, 2, 'known before a demonstration is filled');
ok(!-e "$s->{dir}/none", '… and nothing is made');
my $one = Served->start;
like(`$ENV{DUNGHEN} serve --db $d --listen 127.0.0.1:$one->{port} --json`, qr/http\.port/, 'a port in use');
is($? >> 8, 3, 'is a matter of the environment');
is($one->stop, 0, 'and the other goes on until told');

# --- its library, which no other command needs ---
my $library = "$s->{dir}/libmicrohttpd.so.12";
open my $broken, '>', $library or die;
close $broken;
{
	local $ENV{LD_LIBRARY_PATH} = $s->{dir};
	like(`$ENV{DUNGHEN} serve --db $d --listen 127.0.0.1:0 --json`, qr/http\.library/,
		'a broken library is named');
	is($? >> 8, 3, 'and is a matter of the environment');
	like(`$ENV{DUNGHEN} dossier list --db $d --json`, qr/^(\{|$)/, 'other commands');
	is($? >> 8, 0, 'do without');
}

done_testing();

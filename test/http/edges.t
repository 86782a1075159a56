#!/usr/bin/perl
# What hostile and broken clients send: each gets a clear refusal, nobody else is
# disturbed, and nothing of it comes back as a header or as markup.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use IO::Select;
use Served;
use Test::More;

my $s = Served->start(deadline => 2);
my $H = "Host: x\r\n";
my $FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

sub status { my ($bytes) = @_; my $r = $s->raw($bytes); return defined $r ? $r->{status} : 'closed' }

# Sends, and gives the status of every reply until the server closes.
sub all_of {
	my ($bytes) = @_;
	my $c = $s->connect;
	local $SIG{PIPE} = 'IGNORE';
	print {$c} $bytes;
	$c->flush;
	my @got;
	while (defined(my $r = Served::reply($c))) { push @got, $r->{status} }
	return \@got;
}

# --- methods ---
for my $m (qw(PUT DELETE OPTIONS TRACE CONNECT PATCH get G E\tT), 'X' x 200) {
	my $got = status("$m /track HTTP/1.1\r\n$H\r\n");
	like($got, qr/^(?:400|405|closed)$/, "method " . substr($m, 0, 10) =~ s/\t/ /r);
}
my $trace = $s->raw("TRACE /track HTTP/1.1\r\n${H}Cookie: session=secret\r\n\r\n");
unlike($trace->{body}, qr/secret/, 'TRACE reads nothing back');
is(status("POST / HTTP/1.1\r\n${H}X-HTTP-Method-Override: GET\r\nContent-Length: 0\r\n\r\n"), 405, 'no method in disguise');
is(status("GET /track?_method=POST HTTP/1.1\r\n$H\r\n"), 200, 'nor in the query');

# --- first lines ---
for my $line ('GET', 'GET /', 'GET / HTTP/9.9', 'GET / HTTP/1.1 x', "GET  /  HTTP/1.1", '/ GET HTTP/1.1', "\x16\x03\x01\x02\x00\x01",
	'GET / FTP/1.1', 'GET * HTTP/1.1', 'GET //evil.example/ HTTP/1.1', 'GET track HTTP/1.1') {
	my $got = status("$line\r\n$H\r\n");
	like($got, qr/^(?:400|404|405|505|closed)$/, 'a first line: ' . ($line =~ s/[^ -~]/./gr));
}

# --- lengths: nothing may be read as a second request ---
my $inner = "GET /health HTTP/1.1\r\n$H\r\n";
my $n = length $inner;
for my $t (
	[ 'two lengths', "Content-Length: $n\r\nContent-Length: 0\r\n" ],
	[ 'two of the same', "Content-Length: $n\r\nContent-Length: $n\r\n" ],
	[ 'a list of lengths', "Content-Length: $n, $n\r\n" ],
	[ 'a signed length', "Content-Length: +$n\r\n" ],
	[ 'a length in hexadecimal', "Content-Length: 0x10\r\n" ],
	[ 'an empty length', "Content-Length:\r\n" ],
	[ 'both ways', "Transfer-Encoding: chunked\r\nContent-Length: $n\r\n" ],
	[ 'the other way round', "Content-Length: $n\r\nTransfer-Encoding: chunked\r\n" ],
	[ 'chunks by another name', "Transfer-Encoding: xchunked\r\n" ],
	[ 'chunks twice', "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n" ],
	[ 'a blank before the colon', "Content-Length : $n\r\n" ],
	[ 'a folded length', "Content-Length:\r\n $n\r\n" ],
) {
	my ($name, $head) = @$t;
	my $got = all_of("POST /track HTTP/1.1\r\n$H$FORM$head\r\n$inner");
	ok(!(grep { $_ == 200 } @$got) && @$got <= 1, "$name: @$got");
}
my $body = 'code=H19.1-260101-0001&digits=1234';
is(status("POST /track HTTP/1.1\r\n$H${FORM}Content-Length: 2000\r\n\r\n$body"), 413, 'a body beyond its route');
is(status("POST /track HTTP/1.1\r\n$H${FORM}Content-Length: 2000\r\nExpect: 100-continue\r\n\r\n"), 413,
	'is refused before it is sent');
is(status("POST /health HTTP/1.1\r\n${H}Content-Length: 10\r\n\r\n0123456789"), 405, 'a body for what takes none');
is_deeply(all_of("POST /track HTTP/1.1\r\n$H${FORM}Content-Length: " . length($body) . "\r\n\r\n${body}GET /health HTTP/1.0\r\n$H\r\n"),
	[ 404, 200 ], 'what follows a body is the next request');

# --- old and careful clients ---
is(status("GET /health HTTP/1.0\r\n\r\n"), 200, 'HTTP/1.0 needs no host');
my $old = $s->raw("GET /health HTTP/1.0\r\n\r\n");
like($old->{header}{connection} // 'close', qr/close/i, 'and its connection ends');
is_deeply(all_of("GET /health HTTP/1.1\r\n${H}Connection: close\r\n\r\nGET /health HTTP/1.1\r\n$H\r\n"), [ 200 ],
	'who says close is closed');
is_deeply([ @{ all_of("GET /health HTTP/1.1\r\n$H\r\nGET /nowhere HTTP/1.1\r\n$H\r\nHEAD /x HTTP/1.1\r\n\r\n") }[0, 1] ], [ 200, 404 ],
	'in a row, up to the broken one');
is(status("GET /health HTTP/1.1\n" . "Host: x\n\n"), 200, 'bare line feeds') or diag('or a refusal');

# --- heads ---
is(status("GET /health HTTP/1.1\r\n$H" . join('', map { "X-$_: y\r\n" } 1 .. 200) . "\r\n"), 200, 'many headers');
like(status("GET /health HTTP/1.1\r\n$H" . join('', map { "X-$_: y\r\n" } 1 .. 9000) . "\r\n"), qr/^(?:431|413|closed)$/, 'too many');
like(status("GET /health HTTP/1.1\r\n$H" . ('X' x 40_000) . ": y\r\n\r\n"), qr/^(?:431|413|closed)$/, 'a name without end');
like(status("GET /health HTTP/1.1\r\n${H}no colon here\r\n\r\n"), qr/^(?:400|closed)$/, 'a header without a colon');
like(status("GET /health HTTP/1.1\r\n${H}X: a\0b\r\n\r\n"), qr/^(?:200|400|closed)$/, 'a NUL in a header');
is(status("GET /work HTTP/1.1\r\n${H}Cookie: session=" . ('f' x 9000) . "\r\n\r\n"), 303, 'a cookie without end is no session');
is(status("GET /work HTTP/1.1\r\n${H}Cookie: " . join('; ', map { "session=$_" } 1 .. 300) . "\r\n\r\n"), 303, 'nor are many');

# --- paths ---
for my $path ('/../../etc/passwd', '/static/../../etc/passwd', '/static/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc%2fpasswd',
	'/static/..%5c..%5cetc', '/track/..', '/track/.', '/track/%2e%2e', '/track/%2E', '/track/a%2fb', '/track/%00', '/track/a%0d%0ab',
	'/track/%', '/track/%4', '/track/%zz', '/track/%c0%ae', '/track/%ff', '/track/%ed%a0%80', '/track/%f4%90%80%80', '//', '/track//', '/track/x/y',
	'/%74%72%61%63%6b%00', '/./track', '/track/' . 'a' x 4000, '/static/', '/static/look.css', '/.git/config', '/track;x=1', '/track%3fcode=1') {
	my $got = status("GET $path HTTP/1.1\r\n$H\r\n");
	like($got, qr/^(?:400|404|200)$/, "a path: " . substr($path, 0, 40));
	ok($got != 200 || $path =~ m{^/track/a}, '  leads nowhere');
}
for my $query ('code=%', 'code=%zz', 'code=%ff', 'code=%c3', 'code=%00') {
	is($s->get("/track?$query")->{status}, 422, "a query: $query");
}
for my $n (256, 600, 1300) {
	is(status('GET /track?' . join('&', ('a=') x $n) . " HTTP/1.1\r\n$H\r\n"), $n == 256 ? 200 : 'closed', "$n fields in a query");
}
is($s->get('/track?&&&=&=x&code&code=&&')->{status}, 200, 'an untidy query');
is($s->get('/procedures?q=' . '%20' x 1000)->{status}, 200, 'blanks');
is($s->get("/procedures?q=%E2%80%AE%F0%9F%98%80%EF%BF%BD%CC%81")->{status}, 200, 'marks, directions, faces');

# --- nothing comes back as a header ---
for my $back ('/%0d%0aSet-Cookie:%20a=b', '/%0aX:y', '%0d%0a', '/\\evil.example', '//evil.example', 'http://evil.example', '/%E2%80%A8x') {
	my $r = $s->get("/language/en?back=$back");
	is($r->{header}{location}, '/', "no way out: $back");
	is(scalar @{ $r->{all}{'set-cookie'} }, 1, '  and one cookie only');
}
my $split = $s->get('/work%0d%0aX-Evil:1');
ok(!exists $split->{header}{'x-evil'}, 'a path is no header');
my $see = $s->get("/find?q=%0d%0aX-Evil:%201");
is($see->{status}, 303, 'sent to the sign-in');
ok(!exists $see->{header}{'x-evil'}, 'with the query as it was');
like($see->{header}{location}, qr{^/sign-in\?back=[\w.~%-]+$}, 'and encoded');

# --- forms that are none ---
is($s->post('/track', '{"code":1}', 'Content-Type' => 'application/json')->{status}, 404, 'JSON is no form');
is($s->post('/track', '<x/>', 'Content-Type' => 'text/xml')->{status}, 404, 'nor is XML');
is($s->post('/track', "code=\xff\xfe&digits=1")->{status}, 422, 'bytes that are no text');
is($s->post('/track', 'code=%C3%28&digits=1')->{status}, 422, 'text that is none');
is($s->post('/track', 'code=' . 'a' x 900 . '&digits=1')->{status}, 404, 'a long code');

# --- refusals in the look for who reads pages, two lines for who does not ---
my $page = $s->get('/nowhere', Accept => 'text/html,application/xhtml+xml,*/*;q=0.8');
is($page->{status}, 404, 'a page that is not there');
like($page->{header}{'content-type'}, qr{^text/html}, 'is a page');
like($page->{body}, qr{<html lang="vi">.*<main id="main".*Không có trang này}s, 'in the look');
like($s->get('/nowhere', Accept => 'text/html', Cookie => 'lang=en')->{body}, qr{<html lang="en">.*There is no such page}s, 'in English');
like($s->get('/nowhere', Accept => 'application/json')->{header}{'content-type'}, qr{^text/plain}, 'or plain');
my $evil = $s->get('/%3Cscript%3Ealert(1)%3C/script%3E', Accept => 'text/html');
unlike($evil->{body}, qr/<script>alert/, 'what was asked for is no markup');
is($s->post('/track', $body, Origin => 'https://evil.example')->{status}, 403, 'a form from elsewhere');
is($s->post('/track', $body, 'Sec-Fetch-Site' => 'cross-site')->{status}, 403, 'said by the browser');
is($s->post('/track', $body, Origin => 'null')->{status}, 403, 'or hidden by it');

# --- slow bodies: bytes that trickle are not waited for ---
my $slow = $s->connect;
print {$slow} "POST /track HTTP/1.1\r\n$H${FORM}Content-Length: 1000\r\n\r\n";
$slow->flush;
{
	local $SIG{PIPE} = 'IGNORE';
	my ($cut, $began) = (0, time);
	while (!$cut && time - $began < 20) {
		if (IO::Select->new($slow)->can_read(0.2)) {
			$cut = !sysread $slow, my $x, 1024;
		} else {
			syswrite $slow, 'a';
		}
	}
	ok($cut, 'a body that trickles is cut off');
}
# A reader who never reads: the connection is not kept for ever either.
my @idle = map { $s->connect } 1 .. 50;
is($s->get('/health')->{status}, 200, 'fifty who say nothing disturb nobody');
for my $c (@idle) { close $c }
is($s->get('/health')->{status}, 200, 'nor does their leaving');
is($s->stop, 0, 'it stops');
done_testing();

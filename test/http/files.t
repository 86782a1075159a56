#!/usr/bin/perl
# Files of a dossier over HTTP: taken while they come, told by their first bytes,
# shown to whoever may read the dossier and nobody else, gone with an erased person.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use JSON::PP;
use Office;
use Served;
use Test::More;

my $o = Office->new(clock => '2026-03-02T08:00', people => {
	lan => 'clerk 25195.mc', hoa => 'head 25195.mc', tuan => 'officer 25195.kt', minh => 'head 25195.kt',
	viet => 'head so-nv.vl' });
my ($made) = $o->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Nguyễn Văn Thử', id_number => '075090001234' } } ]);
my $code = $made->{code};
my $s    = $o->serve;
my $path = "/dossiers/$code/files";

sub seen { my ($r, $name) = @_; my ($v) = $r->{body} =~ /name="$name" value="([^"]*)"/; return $v }

# A form as browsers send it: pairs of names and values; a file is [name, bytes].
my $line = '----WebKitFormBoundaryAbc123';
sub multipart {
	my (@pairs) = @_;
	my $body = '';
	while (my ($name, $v) = splice @pairs, 0, 2) {
		$body .= "--$line\r\nContent-Disposition: form-data; name=\"$name\"";
		$body .= ref $v ? "; filename=\"$v->[0]\"\r\nContent-Type: text/html\r\n\r\n$v->[1]\r\n" : "\r\n\r\n$v\r\n";
	}
	return "$body--$line--\r\n";
}
my $n = 0;
sub fields {
	my ($who, %more) = @_;
	my %field = (token => seen($o->get($who, '/own/password'), 'token'), key => 'u' . ++$n, what => 'paper', %more);
	return map { $_ => $field{$_} } sort keys %field;
}
sub send_body {
	my ($who, $body) = @_;
	return $s->post($path, $body, Cookie => $who ? $o->{jar}{$who} // $o->enter($who) : '',
		'Content-Type' => "multipart/form-data; boundary=$line");
}
sub upload { my ($who, $file, %more) = @_; return send_body($who, multipart(fields($who, %more), file => $file)) }
sub error { my ($r) = @_; my ($t) = $r->{body} =~ /role="alert"><p><b>([^<]*)/; return $t // '' }
sub left_behind { return grep { -e } glob "$o->{db}/files/in/*" }

# --- in, and out again ---
my $pdf = "%PDF-1.7\n" . join '', map { pack 'N', $_ * 2654435761 % 4294967296 } 1 .. 50_000;
my $r = upload('lan', [ 'C:\\giay\\Đơn.pdf', $pdf ], paper => 'form');
is($r->{status}, 303, 'the counter puts a paper in');
is($r->{header}{location}, "$path" =~ s{/files$}{#papers}r, 'and is back at the dossier');
my $page = $o->get('lan', "/dossiers/$code");
like($page->{body}, qr{href="\Q$path\E/1"}, 'which shows it');
like($page->{body}, qr{Đơn\.pdf}, 'by its name');
unlike($page->{body}, qr{giay}, 'and not by a path');
$r = $o->get('lan', "$path/1");
is($r->{status}, 200, 'it opens');
ok($r->{body} eq $pdf, 'byte for byte');
is($r->{header}{'content-type'}, 'application/pdf', 'as what its bytes say, not as what was claimed');
is($r->{header}{'x-content-type-options'}, 'nosniff', 'nobody guesses otherwise');
like($r->{header}{'content-security-policy'}, qr/sandbox/, 'no script of it runs');
like($r->{header}{'content-disposition'}, qr/^inline; filename="\Q$code\E-1\.pdf"$/, 'under a name that tells nothing');
is($r->{header}{'cache-control'}, 'private, no-store', 'and nobody keeps it');
my $key = 'u' . $n;
is(upload('lan', [ 'a.pdf', $pdf ], key => $key)->{status}, 422, 'a form sent twice with another file is refused');
is_deeply([ left_behind() ], [], 'and leaves nothing behind');
$r = $s->raw("HEAD $path/1 HTTP/1.1\r\nHost: x\r\nCookie: $o->{jar}{lan}\r\n\r\n");
is($r->{header}{'content-length'}, length $pdf, 'HEAD tells the length');

# --- ranges ---
my $size = length $pdf;
for my $t ([ 'bytes=0-99', 0, 99 ], [ 'bytes=70000-140000', 70_000, 140_000 ], [ 'bytes=65535-65536', 65_535, 65_536 ],
	[ 'bytes=199000-', 199_000, $size - 1 ], [ 'bytes=-10', $size - 10, $size - 1 ], [ 'bytes=5-99999999', 5, $size - 1 ]) {
	my ($range, $from, $to) = @$t;
	$r = $s->get("$path/1", Cookie => $o->{jar}{lan}, Range => $range);
	is($r->{status}, 206, "$range is a part");
	is($r->{header}{'content-range'}, "bytes $from-$to/$size", 'that says which');
	ok($r->{body} eq substr($pdf, $from, $to - $from + 1), 'and is it');
}
for my $range ("bytes=$size-", 'bytes=-0') {
	$r = $s->get("$path/1", Cookie => $o->{jar}{lan}, Range => $range);
	is($r->{status}, 416, "$range is beyond it");
	is($r->{header}{'content-range'}, "bytes */$size", 'and how long it is');
}
for my $range ('bytes=0-1,5-6', 'bytes=9-3', 'bytes=x', 'lines=1-2') {
	is($s->get("$path/1", Cookie => $o->{jar}{lan}, Range => $range)->{status}, 200, "$range counts for nothing");
}

# --- what is refused ---
like(error(upload('lan', [ 'x.pdf', "<html>not a PDF</html>" ])), qr/không phải PDF/, 'a page that calls itself PDF');
like(error(upload('lan', [ 'x.png', "MZ\x90\0" . "\0" x 100 ])), qr/không phải PDF/, 'a program');
like(error(upload('lan', [ 'x.pdf', '%PDF' ])), qr/không phải PDF/, 'too short to be anything');
like(error(upload('lan', [ '', '' ])), qr/Chưa chọn tệp/, 'no file at all');
$r = upload('lan', [ 'x.pdf', $pdf ], what => 'result');
is($r->{status}, 422, 'a result before the signature');
like(error($r), qr/chưa được ký/, 'says why');
is(upload('tuan', [ 'x.pdf', $pdf ])->{status}, 403, 'who has nothing to do with it');
is($o->get('viet', "$path/1")->{status}, 403, 'another unit may not read');
is($s->get("$path/1")->{status}, 303, 'nor anybody who is not signed in');
is($o->get('lan', "$path/2")->{status}, 404, 'a number that is not there');
is($o->get('lan', "$path/x")->{status}, 404, 'a number that is none');
is(send_body('lan', multipart(fields('lan', token => 'wrong'), file => [ 'x.pdf', $pdf ]))->{status}, 403, 'a form of elsewhere');
$r = send_body(undef, multipart(what => 'paper', file => [ 'x.pdf', $pdf ]));
is($r->{status}, 401, 'an expired sign-in');
like($r->{body}, qr/tệp chưa được nhận/, 'says that the file was not taken');
like($r->{body}, qr/name="back" value="\/dossiers\/\Q$code\E"/, 'and leads back to the dossier');
my $whole = multipart(fields('lan'), file => [ 'x.pdf', $pdf ]);
for my $t ([ 'cut off', substr($whole, 0, length($whole) - 60) ],
	[ 'two files', multipart(fields('lan'), file => [ 'x.pdf', $pdf ], more => [ 'y.pdf', $pdf ]) ],
	[ 'a name with a line in it', multipart(fields('lan'), "x\ny" => 1, file => [ 'x.pdf', $pdf ]) ]) {
	is(send_body('lan', $t->[1])->{status}, 422, $t->[0]);
}
is(send_body('lan', 'hello')->{status}, 403, 'what is no form at all has no token');
is($s->post($path, $whole, Cookie => $o->{jar}{lan})->{status}, 403, 'nor has another type of form');
is_deeply([ left_behind() ], [], 'of all that nothing is left behind');

# --- a cut connection ---
my $c = $s->connect;
print {$c} "POST $path HTTP/1.1\r\nHost: x\r\nCookie: $o->{jar}{lan}\r\nContent-Type: multipart/form-data; boundary=$line\r\n"
	. 'Content-Length: ' . length($whole) . "\r\n\r\n" . substr($whole, 0, 150_000);
$c->flush;
my $until = time + 20;
select undef, undef, undef, 0.02 while !left_behind() && time < $until;
is(scalar(left_behind()), 1, 'half a file is being written');
close $c;
select undef, undef, undef, 0.02 while left_behind() && time < $until;
is_deeply([ left_behind() ], [], 'it goes with the connection');
# The end may reach the server before it has read the bytes ahead of it.
for my $i (1 .. 60) {
	$c = $s->connect;
	print {$c} "POST $path HTTP/1.1\r\nHost: x\r\nCookie: $o->{jar}{lan}\r\nContent-Type: multipart/form-data; boundary=$line\r\n"
		. 'Content-Length: ' . length($whole) . "\r\n\r\n" . substr($whole, 0, 100_000 + 1_000 * $i);
	close $c;
}
is($o->get('lan', '/own/password')->{status}, 200, 'sixty more are cut off');
$until = time + 10;
select undef, undef, undef, 0.02 while left_behind() && time < $until;
is_deeply([ left_behind() ], [], 'and go long before their deadline');

# --- killed in the middle ---
$c = $s->connect;
print {$c} "POST $path HTTP/1.1\r\nHost: x\r\nCookie: $o->{jar}{lan}\r\nContent-Type: multipart/form-data; boundary=$line\r\n"
	. 'Content-Length: ' . length($whole) . "\r\n\r\n" . substr($whole, 0, 150_000);
$c->flush;
$until = time + 20;
select undef, undef, undef, 0.02 while !left_behind() && time < $until;
kill KILL => $s->{pid};
waitpid $s->{pid}, 0;
$s->{pid} = 0;
is(scalar(left_behind()), 1, 'a kill leaves half a file');
$s = $o->serve;
is_deeply([ left_behind() ], [], 'which the next start clears away');
$o->enter('lan');
is($o->get('lan', "$path/1")->{status}, 200, 'what was attached is there');

# --- a big one: the server does not hold it ---
sub memory { open my $f, '<', "/proc/$s->{pid}/status" or die; local $/ = undef; my ($kib) = <$f> =~ /VmHWM:\s+(\d+)/; return $kib }
my $big = "\x89PNG\r\n\x1a\n" . 'x' x (31 << 20);
my $before = memory();
is(upload('lan', [ 'big.png', $big ])->{status}, 303, '31 MB are taken');
$r = $o->get('lan', "$path/2");
ok($r->{body} eq $big, 'and given');
is($r->{header}{'content-type'}, 'image/png', 'as a picture');
my $scripted = upload('lan', [ 'Đơn.pdf', $pdf ], paper => 'form', script => 1);
is($scripted->{status}, 201, 'a script that sends one is not led to a page it would fetch for nothing');
is($scripted->{header}{location}, "/dossiers/$code#papers", 'but told where it is');
my $grown = memory() - $before;
diag("memory grew by $grown KiB");
cmp_ok($grown, '<', 4096, 'in less than 4 MB of memory') if $ENV{DUNGHEN} !~ /san/;
like(error(upload('lan', [ 'big.png', $big . 'x' x (2 << 20) ])), qr/32 MB/, '33 MB are too many');
is_deeply([ left_behind() ], [], 'and leave nothing behind');

# --- withdrawn: shown no more, and why ---
$o->post('lan', "/dossiers/$code/act/detach", number => 2, reason => 'Tệp của người khác');
is($o->get('lan', "$path/2")->{status}, 409, 'what was withdrawn opens no more');
$page = $o->get('lan', "/dossiers/$code");
unlike($page->{body}, qr{href="\Q$path\E/2"}, 'and is no link');
like($page->{body}, qr/đã rút/, 'but stands there as withdrawn');

# --- kept, and gone with the person ---
my $dunghen = $ENV{DUNGHEN};
$o->post('lan', "/dossiers/$code/act/withdraw", reason => 'Người dân đổi ý', sure => 1);
$s->stop;
is(system("$dunghen verify --db $o->{db} >/dev/null"), 0, 'the store is whole');
$s = $o->serve;
is($o->get('lan', "$path/1")->{status}, 200, 'the file is there after a restart');
$s->stop;
my ($owner) = decode_json(scalar `$dunghen dossier show $code --json --db $o->{db}`)->{owner};
is(system("$dunghen subject erase $owner --ground order --as qt --clock 2040-01-02T08:00 --db $o->{db} >/dev/null"), 0,
	'years later its owner is erased');
$s = $o->serve;
is($o->get('lan', "$path/1")->{status}, 404, 'then nobody can open it');
my $without = $o->get('lan', "/dossiers/$code")->{body};
unlike($without, qr{href="\Q$path\E/1"|Đơn\.pdf}, 'nor knows its name');
like($without, qr{đã xóa theo luật, thứ Hai 02/01/2040}, 'the page says when');
$s->stop;
is(system("$dunghen verify --db $o->{db} >/dev/null"), 0, 'and the store is still whole');
done_testing();

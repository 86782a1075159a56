#!/usr/bin/perl
# The citizen's pages: tracking by code and digits, a notice that arrives by being
# opened (rule 4), what a first visit costs.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp qw(tempdir);
use JSON::PP;
use Served;
use Test::More;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/s";
my $number  = 0;

is(system("$dunghen init --db $db --mode test --seed 1 --clock 2026-03-02T07:30 --admin qt >/dev/null"), 0, 'a store');

# Commands by hand, each "as who: verb, time, arguments"; all must be done.
sub act {
	my (@commands) = @_;
	open my $f, '>', "$dir/in" or die;
	for my $c (@commands) {
		my ($as, $do, $at, $args) = @$c;
		print {$f} encode_json({ key => 'k' . ++$number, as => $as, do => $do,
			at => "2026-03-$at", args => $args }), "\n";
	}
	close $f;
	my @out = map { decode_json($_) } split /\n/, `$dunghen act --db $db <$dir/in`;
	my @bad = grep { !$_->{ok} } @out;
	diag(encode_json($_)) for @bad;
	is(scalar @bad, 0, scalar(@out) . ' commands done');
	return @out;
}
sub dossier { return decode_json(`$dunghen dossier show $_[0] --db $db --json`) }
sub kinds {
	my $t = decode_json(`$dunghen dossier timeline $_[0] --db $db --json`);
	return map { $_->{kind} } @{ ref $t eq "HASH" ? $t->{entries} : $t };
}

my %seat = (lan => [ '25195.mc', 'clerk' ], minh => [ '25195.kt', 'head' ], tuan => [ '25195.kt', 'officer' ]);
act(map { ([ 'qt', 'add_person', '02T07:30', { key => $_, name => "Demo $_" } ],
	[ 'qt', 'assign', '02T07:30', { person => $_, unit => $seat{$_}[0], post => $seat{$_}[1] } ]) } sort keys %seat);
my @made = act([ 'lan', 'receive_new', '02T08:00', { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Nguyen Van Thu', id_number => '075090001234', phone => '0909000318' } } ]);
my $code = $made[0]{code};
like($code, qr/^H19\./, 'a dossier');
act([ 'lan', 'hand_over', '02T08:30', { dossier => $code, outcome => 'forward' } ],
	[ 'tuan', 'take', '02T09:00', { dossier => $code } ],
	[ 'tuan', 'ask_supplement', '03T10:00', { dossier => $code, items => 'Bien ban hop' } ],
	[ 'lan', 'tell', '03T10:30', { dossier => $code, notice => 'supplement', how => 'sms' } ]);
is(dossier($code)->{state}, 'open', 'told, not arrived: the clock runs');

sub enter {
	my ($s, $digits) = @_;
	my $r = $s->post('/track', "code=$code&digits=$digits");
	my ($pass) = ($r->{header}{'set-cookie'} // '') =~ /(pass=[^;]+)/;
	return ($r, $pass);
}

# --- who may look ---
my $s = Served->start(db => $db);
for my $try ("code=$code&digits=0000", "code=$code&digits=", "code=$code&digits=12345", "code=H19.99-260302-0001&digits=1234") {
	my $r = $s->post('/track', $try);
	is($r->{status}, 404, 'not by ' . ($try =~ s/.*digits/digits/r));
	like($r->{body}, qr/Không tìm thấy hồ sơ với mã và bốn số này/, 'always the same words');
}
my $ask = $s->get("/track/$code");
is($ask->{status}, 200, 'by its address alone');
like($ask->{body}, qr/name="digits"/, 'the digits are asked');
unlike($ask->{body}, qr/1\.001612|Nguy/, 'and nothing is shown');
my ($r, $pass) = enter($s, '1234');
is($r->{header}{location}, "/track/$code", 'by digits of the identity number');
ok((enter($s, '0318'))[1], 'or of the telephone');
like($r->{header}{'set-cookie'}, qr/HttpOnly.*SameSite=Strict/, 'a cookie of this page only');
is($s->get('/track/H19.99-260302-0001', Cookie => $pass)->{status}, 200, 'it opens no other');
unlike($s->get('/track/H19.99-260302-0001', Cookie => $pass)->{body}, qr/id="why"/, 'really');
is($s->raw("HEAD /track/$code HTTP/1.1\r\nHost: x\r\nCookie: $pass\r\n\r\n")->{status}, 200, 'a robot asks for its head');
is($s->stop, 0, 'it stops');
is(dossier($code)->{state}, 'open', 'who has not opened it has not been told');

# --- opened is delivered ---
$s = Served->start(db => $db);
(undef, $pass) = enter($s, '1234');
my $page = $s->get("/track/$code", Cookie => $pass);
is($page->{status}, 200, 'the page');
like($page->{body}, qr/<section class="note near"[^>]*>\s*<h2>Cần ông\/bà bổ sung/, 'says first what is asked');
unlike($page->{body}, qr/Nguyen Van Thu|0909000318|075090001234|Bien ban/, 'and nothing that is the person\'s');
my @pages = map { $s->get("/track/$code", Cookie => $pass)->{body} } 1 .. 2;
is($pages[0], $pages[1], 'opened again it is the same');
like($pages[0], qr/Chậm nhất/, 'with the last day of the wait');
is($s->get("/track/$code", Cookie => "$pass; lang=en")->{status}, 200, 'in English too');
like($pages[0], qr/•••• 318/, 'where word goes, masked');
like($s->get("/track/$code/proof")->{body}, qr/name="digits"/, 'the proof is not for anybody');
my $proof = $s->get("/track/$code/proof", Cookie => $pass);
is($proof->{status}, 200, 'but for who tracks it');
is($proof->{header}{'content-disposition'}, qq(attachment; filename="$code.tlog-proof"), 'a file');
unlike($proof->{body}, qr/Nguyen|Bien ban|0750900/, 'without what is sealed');

# --- the page that says what it proves ---
sub checked {
	my ($text) = @_;
	$text =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge;
	return $s->post('/check', "proof=$text");
}
is($s->get('/check')->{status}, 200, 'a page to check it');
my $held = checked($proof->{body} =~ s/\n/\r\n/gr);
is($held->{status}, 200, 'as a field of a form sends it');
like($held->{body}, qr/Bằng chứng đúng.*\Q$code\E.*chậm nhất/s, 'it holds, and says what was promised');
for my $at (map { int(length($proof->{body}) * $_ / 12) } 1 .. 11) {
	my $bad = $proof->{body};
	substr($bad, $at, 1) = substr($bad, $at, 1) eq 'A' ? 'B' : 'A';
	my $r = checked($bad);
	is($r->{status}, 422, "byte $at changed: it does not hold");
	unlike($r->{body}, qr/Bằng chứng đúng/, 'and nothing is said of it');
}
is(checked('')->{status}, 422, 'nothing pasted');
is(checked('x' x 300_000)->{status}, 413, 'too much');
is($s->stop, 0, 'it stops');
my $d = dossier($code);
is($d->{state}, 'waiting', 'the citizen\'s time runs now');
is(scalar(grep { $_ eq 'notice_delivered' } kinds($code)), 1, 'entered once');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'the store verifies');
{
	open my $f, '>', "$dir/proof" or die;
	print {$f} $proof->{body};
	close $f;
	like(`$dunghen ledger check $dir/proof --db $db --json`, qr/"received"/, 'the proof proves the reception');
	is($?, 0, 'under the head of this log');
}

# --- a first visit costs 50 kB at most, fonts aside ---
$s = Served->start(db => $db);
(undef, $pass) = enter($s, '1234');
for my $path ('/', '/procedures', '/procedures/1.013225', '/track', "/track/$code", '/nowhere') {
	my %jar = (Cookie => $pass, 'Accept-Encoding' => 'gzip', Accept => 'text/html');
	my $plain = $s->get($path, Cookie => $pass, Accept => 'text/html')->{body};
	my $bytes = length $s->get($path, %jar)->{body};
	my %seen;
	for my $asset (grep { !$seen{$_}++ } $plain =~ m{(?:href|src)="(/static/[^"]+)"}g) {
		my $got = $s->get($asset, 'Accept-Encoding' => 'gzip');
		is($got->{status}, 200, "$path: $asset");
		$bytes += length $got->{body};
	}
	cmp_ok($bytes, '<=', 50 * 1024, "$path: $bytes bytes over the wire");
	ok(%seen || $path eq '/nowhere', "$path: has its look");
}
is($s->stop, 0, 'it stops');
done_testing();

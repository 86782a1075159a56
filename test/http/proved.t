#!/usr/bin/perl
# The citizen, proved by a code sent to the contact given at reception (rules 41, 42): a real
# mail server, a real gateway; what opens, what stays shut, what is changed.
use strict;
use warnings;
use Digest::SHA qw(sha256_hex);
use FindBin;
use JSON::PP;
use lib $FindBin::Bin;
use Citizen;
use Office;
use Post;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $post = Post->new;
my $o = Office->new(clock => '2026-03-02T08:00', people => { lan => 'clerk 25195.mc', chi => 'head 25195.kt', tuan => 'officer 25195.kt',
	an => 'officer ttt.nv1' });
my @who = ({ name => "Nguy\x{1ec5}n V\x{103}n Th\x{1eed}", id_number => '075090001234', phone => '0909 000 318', email => 'thu@example.vn' },
	{ name => "L\x{ea} Th\x{1ecb} M\x{1eab}u", id_number => '075090009999', phone => '0909 000 777' },
	{ name => "Tr\x{1ea7}n V\x{103}n Ba", id_number => '075090005678' });
my @made = $o->act(map { [ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc', owner => $_, result_by => 'counter' } ] } @who);
my ($code, $other, $mute) = map { $_->{code} } @made;
my $at = "/track/$code/proved";
sub attach {
	my ($of, $what, $text) = @_;
	my $file = "$o->{dir}/paper.pdf";
	open my $f, '>', $file or die;
	print {$f} "%PDF-1.4\n$text\n%%EOF\n";
	close $f;
	my $r = decode_json(`$dunghen attach $of $file --what $what --as lan --db $o->{db} --clock $o->{clock} --json`);
	return $r;
}
attach($code, 'paper', 'my own paper');
attach($code, 'draft', 'not for the citizen');
attach($other, 'paper', 'of somebody else');
$o->act([ lan => hand_over => { dossier => $code, outcome => 'forward' } ], [ tuan => take => { dossier => $code } ]);

my $s = $o->serve(clock => $o->{clock}, senders => $post->settings, proxied => undef);
my $me = Citizen->new($s);

# --- a receipt found in the street: code and digits, and no more ---
is($me->get($at)->{status}, 303, 'without the digits nothing');
is($me->track($code, '0318')->{status}, 303, 'with them the tracking page');
my $r = $me->get("/track/$code");
like($r->{body}, qr{href="\Q$at\E"}, 'leads to the proof');
$r = $me->get($at);
is($r->{status}, 200, 'which asks for a code');
like($r->{body}, qr/•••• 318/, 'to a number that is masked');
like($r->{body}, qr/t•••\@e•••\.vn/, 'or an address that is');
unlike($r->{body}, qr/000 318|thu\@/, 'not whole');
for my $behind (qw(files/1 forms/receipt.pdf receipt looks)) {
	$r = $me->get("$at/$behind");
	ok($r->{body} !~ /my own paper|openings/ && $r->{header}{'content-type'} =~ /html/ && $r->{body} =~ /one-time|proved\/code/, "$behind stays shut");
}
is($me->post("$at/withdraw", reason => 'x', sure => 1)->{status}, 403, 'so does what changes anything');
is($me->post("$at/result-by", result_by => 'post')->{status}, 403, 'all of it');
is_deeply([ $o->kinds($code) ], [ qw(submitted received file_attached file_attached handed_over taken) ], 'and nothing was done');

# --- a code by mail ---
# The entries as they stand in the public log.
sub entries {
	system("$dunghen ledger export $o->{dir}/log --db $o->{db} >/dev/null") == 0 or die "no log\n";
	return `cat \$(find $o->{dir}/log -path '*entries*' -type f)`;
}
sub code_of { my ($text) = @_; my ($c) = $text =~ /: (\d{6})\./; return $c }
is($me->get($at)->{status}, 200, 'asked once more');
$r = $me->post("$at/code", way => 'email');
is($r->{status}, 303, 'a code is sent');
my $l = $post->letter;
is("@{$l->{to}}", 'thu@example.vn', 'to the address given at reception');
like($l->{subject}, qr/\Q$code\E/, 'about this dossier');
my $secret = code_of($l->{text});
like($secret, qr/^\d{6}$/, 'six digits');
unlike(`cat $o->{db}/store.db $o->{db}/store.db-wal`, qr/\b\Q$secret\E\b|thu\@example/, 'stand nowhere in the store');
unlike($s->log, qr/thu\@|$secret/, 'nor in a log');
$r = $me->get("$at?sent=email");
like($r->{body}, qr/name="digits"/, 'the page takes it');
$r = $me->post("$at/code", way => 'email');
is($r->{status}, 429, 'another one not at once');
like($r->{body}, qr/name="digits"/, 'but the first may still be typed');

# --- wrong ones, and the right one once ---
my $wrong = $secret eq '000000' ? '000001' : '000000';
$r = $me->post($at, digits => $wrong);
is($r->{status}, 403, 'a wrong code');
ok(!$me->{jar}{proved}, 'opens nothing');
my $thief = Citizen->new($s);
$thief->track($other, '9999');
$thief->get("/track/$other/proved");
is($thief->post("/track/$other/proved", digits => $secret)->{status}, 403, 'the code of one dossier opens no other');
$me->get("$at?sent=email");
$r = $me->post($at, digits => substr($secret, 0, 3) . ' ' . substr($secret, 3));
is($r->{status}, 303, 'the right one, as people write it');
my ($cookie) = grep { /^proved=/ } @{ $r->{all}{'set-cookie'} };
like($cookie, qr/^proved=[0-9a-f]{64}; Path=\/track; Max-Age=1800; HttpOnly; SameSite=Strict$/, 'a short session of the tracking pages');
my $again = Citizen->new($s);
$again->track($code, '1234');
$again->get($at);
is($again->post($at, digits => $secret)->{status}, 403, 'used up');

# --- what is behind ---
$r = $me->get($at);
is($r->{status}, 200, 'the part that only they see');
like($r->{body}, qr{\Q$at\E/files/1}, 'their paper');
unlike($r->{body}, qr{/files/2}, 'no draft');
unlike($r->{body}, qr/\bTuan\b|\bLan\b/, 'no name of staff');
is($r->{header}{'cache-control'}, 'no-store', 'kept by nobody') or diag(explain($r->{header}));
$r = $me->get("$at/files/1");
is($r->{status}, 200, 'the paper opens');
like($r->{body}, qr/my own paper/, 'whole');
is($me->get("$at/files/2")->{status}, 404, 'a draft does not');
is($me->get("/track/$other/proved/files/1")->{status}, 303, 'another dossier does not');
$me->{jar}{pass} = $thief->{jar}{pass};
$r = $me->get("/track/$other/proved/files/1");
unlike($r->{body}, qr/of somebody else/, 'not even with its digits');
$me->track($code, '0318');
$r = $me->get("$at/forms/receipt.pdf");
is($r->{header}{'content-type'}, 'application/pdf', 'a printed form');
is($me->get("$at/forms/control.pdf")->{status}, 404, 'but not what is for the office alone');
$r = $me->get("$at/receipt");
is($r->{status}, 200, 'the proof of reception');
like($r->{header}{'content-disposition'}, qr/\.tlog-proof"/, 'as a file');
open my $f, '>', "$o->{dir}/mine.tlog-proof" or die;
print {$f} $r->{body};
close $f;
my $key = $s->get('/log/key')->{body};
open $f, '>', "$o->{dir}/key" or die;
print {$f} $key;
close $f;
my $extra = $r->{body} =~ /^extra (\S+)/m ? $1 : '';
require MIME::Base64;
my $openings = decode_json(MIME::Base64::decode_base64($extra))->{openings};
ok((grep { $_->{value} =~ /075090001234/ } @$openings), 'with what was sealed at reception');

# --- who has looked (rule 42) ---
my $jar = $o->enter('tuan');
is($s->get("/dossiers/$code", Cookie => $jar)->{status}, 200, 'an officer opens it');
$r = $me->get("$at/looks");
my @rows = $r->{body} =~ m{<tr>(.*?)</tr>}sg;
like($rows[1], qr/\x{c4}\x{90}?|chuy|K/, 'the newest first');
like($r->{body}, qr/by a code|b\x{1eb1}ng m\x{e3}|b\xe1\xba\xb1ng m\xc3\xa3/, 'their own openings too');
unlike($r->{body}, qr/\bTuan\b/, 'by post and unit, without a name');
my $looks = () = $r->{body} =~ /nowrap/g;
cmp_ok($looks, '>=', 4, 'each opening');

# A look under a registered inspection is hidden until that is concluded; then it shows, by post and unit.
my %sent = (unit => '25195', decision => '01/QD', until => '2026-03-10T17:00', inspectors => 'an');
is($o->post(qt => '/inspections/open', %sent)->{status}, 303, 'an inspection is opened');
is($o->get(an => "/dossiers/$code")->{status}, 200, 'who is sent opens the dossier');
$r = $me->get("$at/looks");
is(scalar(() = $r->{body} =~ /nowrap/g), $looks, 'the citizen does not see it meanwhile');
unlike($r->{body}, qr/Nghi\xe1\xbb\x87p v\xe1\xbb\xa5 1/, 'nor who it was');
like($r->{body}, qr/ch\xe1\xbb\x89 hi\xe1\xbb\x87n sau khi k\xe1\xba\xbft lu\xe1\xba\xadn/, 'but that such looks show later');
is($s->get("/dossiers/$code", Cookie => $jar)->{status}, 200, 'an officer opens it meanwhile');
is(scalar(() = $me->get("$at/looks")->{body} =~ /nowrap/g), ++$looks, 'which shows at once');
is($o->post(qt => '/inspections/conclude', unit => '25195', decision => '01/QD')->{status}, 303, 'concluded');
$r = $me->get("$at/looks");
is(scalar(() = $r->{body} =~ /nowrap/g), $looks + 1, 'then it is in the list');
like($r->{body}, qr/Nghi\xe1\xbb\x87p v\xe1\xbb\xa5 1.*?theo cu\xe1\xbb\x99c thanh tra/s, 'as what it was');
unlike($r->{body}, qr/\bAn\b/, 'without a name');

# --- forms of another page, and of nobody ---
is($me->get($at)->{status}, 200, 'back');
is($s->post("$at/leave", '', $me->cookies)->{status}, 403, 'a form without the page\'s token');
is($s->post("$at/result-by", "result_by=post&token=" . ('0' x 64), $me->cookies)->{status}, 403, 'nor with a guessed one');
is($s->post("$at/code", 'way=email', $me->cookies, Origin => 'http://elsewhere.example')->{status}, 403, 'nor one from elsewhere');
is($s->get($at, $me->cookies, Cookie => (($me->cookies)[1]) . "; $jar")->{status}, 403, 'not in a browser that the office uses');
is($s->get('/work', $me->cookies)->{status}, 303, 'and it is no session of staff');

# --- another way of the result ---
$me->get($at);
is($me->post("$at/result-by", result_by => 'pigeon')->{status}, 409, 'no such way');
$me->get($at);
is($me->post("$at/result-by", result_by => 'post')->{status}, 303, 'by post');
my $d = decode_json(`$dunghen ledger show --db $o->{db} --json 2>/dev/null` || '{}');
is(($o->kinds($code))[-1], 'result_by_changed', 'stands in the ledger');
$me->get($at);
is($me->post("$at/result-by", result_by => 'post')->{status}, 409, 'once');

# --- a new contact: proved by a code to it, the old one is told ---
$me->get($at);
is($me->post("$at/contact", way => 'phone', contact => '12345')->{status}, 409, 'no number');
$me->get($at);
is($me->post("$at/contact", way => 'email', contact => "moi\@example.vn\r\nBcc: x\@example.vn")->{status}, 409, 'no address');
$me->get($at);
$r = $me->post("$at/contact", way => 'phone', contact => '0911 222 333');
is($r->{status}, 200, 'a code goes to the new number');
my $sms = $post->sms;
is($sms->{to}, '+84911222333', 'really');
my $new = code_of($sms->{text});
is($me->post("$at/contact/code", digits => $new, contact => '0911 222 334')->{status}, 403, 'it proves no other number');
is($me->post("$at/contact/code", digits => ($new eq '111111' ? '111112' : '111111'), contact => '0911 222 333')->{status}, 403, 'nor does a wrong code');
is(($o->kinds($code))[-1], 'result_by_changed', 'nothing changed');
is($me->post("$at/contact/code", digits => $new, contact => '0911 222 333')->{status}, 303, 'the right one does');
is(($o->kinds($code))[-1], 'contact_changed', 'it stands in the ledger');
$sms = $post->sms;
is($sms->{to}, '+84909000318', 'the old number is told');
like($sms->{text}, qr/\Q$code\E/, 'of what');
unlike($sms->{text}, qr/0911/, 'not which is the new one');
like($me->get($at)->{body}, qr/•••• 333/, 'the new one stands');
like($s->get("/track/$code", $me->cookies)->{body}, qr/•••• 333/, 'on the tracking page too');
like($s->get("/dossiers/$code", Cookie => $jar)->{body}, qr/0911 222 333/, 'and for the office');

# --- guesses lock, for everybody and for the day ---
my $guess = Citizen->new($s);
$guess->track($other, '9999');
$guess->get("/track/$other/proved");
my @status = map { $guess->post("/track/$other/proved", digits => sprintf '%06d', $_)->{status} } 1 .. 8;
is($status[-1], 429, 'too many guesses');
cmp_ok(scalar(grep { $_ == 403 } @status), '<=', 5, 'five at most');

my $street = Citizen->new($s);
my @tried;
for my $n (1 .. 3) {		# of one dossier few enough, of one address too many
	my $c = (map { $_->{code} } @made)[$n % 2 ? 0 : 2];
	$street->track($c, $n % 2 ? '0318' : '5678');
	push @tried, map { $street->post("/track/$c/proved", digits => sprintf '%06d', $_)->{status} } 1 .. 2;
}
is($tried[-1], 429, 'nor does one address guess on at other dossiers');

# --- withdrawal, asked about once more ---
$me->get($at);
$r = $me->post("$at/withdraw", reason => "\x{110}\x{1ed5}i \x{fd}");
is($r->{status}, 200, 'are you sure?');
isnt(($o->kinds($code))[-1], 'withdrawn', 'not done yet');
is($me->post("$at/withdraw", sure => 1)->{status}, 303, 'they are');
is(($o->kinds($code))[-1], 'withdrawn', 'withdrawn');
$r = $me->get($at);
unlike($r->{body}, qr{\Q$at\E/withdraw}, 'then it is over');
# A dossier that is over changes no more.
is(scalar(grep { $_ eq 'withdrawn' } $o->kinds($code)), 1, 'once');

# --- leaving ---
my %before = %{ $me->{jar} };
$me->get($at);
is($me->post("$at/leave")->{status}, 303, 'closed');
ok(!$me->{jar}{proved}, 'the browser forgets it');
$me->{jar} = \%before;
like($me->get($at)->{body}, qr/proved\/code/, 'and it opens nothing any more');

# --- nobody to write to ---
my $silent = Citizen->new($s);
is($s->stop, 0, 'it stops') or diag($s->log);
is(system("$dunghen verify --db $o->{db} >/dev/null"), 0, 'the store verifies');
my $public = entries();
unlike($public, qr/0911 ?222/, 'the public log does not tell the new contact');
like($public, qr/"proved":true,"reason_c":"[0-9a-f]{64}"\},"cmd":"[^"]*","kind":"withdrawn"/, 'but that the citizen withdrew, proved');

# --- without a sender in a province at work, and in a demonstration ---
my $office = Office->new(clock => '2026-03-02T08:00', people => { lan => 'clerk 25195.mc' });
my ($one, $two) = map { $_->{code} } $office->act(map { [ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc', owner => $_ } ] } @who[0, 2]);
$s = $office->serve(clock => $office->{clock});
my $c = Citizen->new($s);
$c->track($two, '5678');
$r = $c->get("/track/$two/proved");
unlike($r->{body}, qr/name="way"/, 'whoever gave no contact');
like($r->{body}, qr/gi\xe1\xba\xa5y t\xe1\xbb\x9d t\xc3\xb9y th\xc3\xa2n/, 'is told to come with an identity paper');
$c->track($one, '1234');
$r = $c->get("/track/$one/proved");
like($r->{body}, qr{/demo/messages}, 'a demonstration says where its messages are');
is($c->post("/track/$one/proved/code", way => 'phone')->{status}, 303, 'and makes one');
$r = $s->get('/demo/messages');
like($r->{body}, qr/\+84909000318/, 'that stands there');
my ($shown) = $r->{body} =~ /: (\d{6})\./;
$c->get("/track/$one/proved?sent=phone");
is($c->post("/track/$one/proved", digits => $shown)->{status}, 303, 'and opens');
is($s->stop, 0, 'it stops') or diag($s->log);
my $dir = "$office->{dir}/real";
system("$dunghen init --db $dir --mode test --seed 1 --clock 2026-03-02T07:30 --admin qt >/dev/null") == 0 or die;
$office->{db} = $dir;
$office->act([ qt => add_person => { key => 'lan', name => 'Lan' } ], [ qt => assign => { person => 'lan', unit => '25195.mc', post => 'clerk' } ]);
($one) = map { $_->{code} } $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc', owner => $who[0] } ]);
$s = $office->serve(clock => $office->{clock});
$c = Citizen->new($s);
$c->track($one, '1234');
$r = $c->get("/track/$one/proved");
unlike($r->{body}, qr/name="way"|demo\/messages/, 'a province without a sender');
like($r->{body}, qr/ch\xc6\xb0a g\xe1\xbb\xadi \xc4\x91\xc6\xb0\xe1\xbb\xa3c m\xc3\xa3/, 'says that no codes can be sent');
is($c->post("/track/$one/proved/code", way => 'phone')->{status}, 409, 'and makes none');
is($s->get('/demo/messages')->{status}, 404, 'nor shows any');
is($s->stop, 0, 'it stops') or diag($s->log);

# --- nobody acts for a citizen without their code ---
sub refused {
	my ($as, $do, $args) = @_;
	my $line = encode_json({ key => 'x' . ++$o->{n}, as => $as, do => $do, args => $args, at => $office->{clock} });
	open my $f, '>', "$office->{dir}/line" or die;
	print {$f} "$line\n";
	close $f;
	return decode_json(`$dunghen act --db $office->{db} < $office->{dir}/line`)->{code} // 'done';
}
is(refused(portal => withdraw => { dossier => $one, reason => 'x' }), 'right.proof', 'not the portal');
is(refused(portal => withdraw => { dossier => $one, reason => 'x', proved => '0' x 64 }), 'right.proof', 'not with a guessed one');
is(refused(portal => change_contact => { dossier => $one, way => 'phone', contact => '0911222333' }), 'right.proof', 'nor a contact');
is(refused(qt => change_contact => { dossier => $one, way => 'phone', contact => '0911222333' }), 'right.onestop', 'no one of the office without the right');
is(refused(lan => change_contact => { dossier => $one, way => 'phone', contact => 'x' }), 'contact.value', 'the counter, which is asked for a number');
is(refused(lan => change_contact => { dossier => $one, way => 'phone', contact => '0911222333' }), 'done', 'enters a new one');
done_testing();

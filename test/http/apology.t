#!/usr/bin/perl
# Apologies with one new date (rule 39) through the pages: the head's list, the form with the
# letter and the date as they would be, signing, what the citizen then sees; the split of
# lateness where it shows (rule 27); compensation only where a rule set pays any.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp qw(tempdir);
use JSON::PP;
use Office;
use Test::More;

my $dir    = tempdir(CLEANUP => 1);
my %people = (lan => 'clerk 25195.mc', hoa => 'head 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt',
	nga => 'head 25195.vhxh', chu => 'head 25195');
my %owner  = (name => 'Nguyễn Thị Ỡm Ờ', id_number => '075190001234', phone => '0912345678');

sub filled {
	my ($o) = @_;
	my $new = { procedure => '1.001612', channel => 'counter', receiving => '25195.mc', owner => {%owner} };
	my @code = map { ($o->act([ lan => receive_new => $new, '2026-03-02T08:00' ]))[0]{code} } 1 .. 3;
	$o->act(map { my $d = $_; ([ lan => hand_over => { dossier => $d, outcome => 'forward' }, '2026-03-02T08:00' ],
		[ tuan => take => { dossier => $d }, '2026-03-02T08:00' ]) } @code);
	$o->act([ lan => fee_receipt => { dossier => $code[2] }, '2026-03-04T08:00' ]);
	return @code;
}

my $o = Office->new(clock => '2026-03-02T08:00', people => \%people);
my ($one, $two, $three) = filled($o);
my $s = $o->serve(clock => '2026-03-04T09:00');

# --- who owes ---
my $list = $o->get('minh', '/unit/apologies');
is($list->{status}, 200, 'the list of the head whose room is over its plan');
like($list->{body}, qr{href="/unit/apologies/\Q$one\E}, 'leads to one');
like($list->{body}, qr{href="/unit/apologies"[^>]*>[^<]*<span class="muted">3</span>}, 'and says how many');
like($o->get('minh', '/work')->{body}, qr{href="/unit"[^>]*>[^<]*<b>3</b>}, 'so does the head of every page');
unlike($o->get('nga', '/unit/apologies')->{body}, qr/\Q$one\E/, 'another room owes none');
is($o->get('tuan', '/unit/apologies')->{status}, 403, 'an officer leads nothing');
is($o->get('nga', "/unit/apologies/$one")->{status}, 403, 'nor may another head sign it');
is($o->get('minh', '/unit/apologies/H19.21-260302-9999')->{status}, 404, 'one that is none');

# --- the form, the date, the letter ---
my $path = "/unit/apologies/$one";
my $page = $o->get('minh', $path)->{body};
like($page, qr/17:00 [^<]*09\/03\/2026|17:00 [^<]*9\/3\/2026/, 'two days from the old date, not from today');
like($page, qr{<option value="25195\.kt" selected>}, 'the unit most over its plan is named');
like($page, qr/VĂN BẢN XIN LỖI/, 'the letter is there');
unlike($page, qr/Nguyễn Thị Ỡm/, 'with nobody named: no vault is opened for it');
my $look = $o->post('minh', "$path/letter", days => 4, cause => '25195.kt', reason => 'Kho <lưu trữ> ngập');
is($look->{status}, 200, 'looked at with other words');
like($look->{body}, qr/11\/0?3\/2026/, 'the date follows');
like($look->{body}, qr/Kho &lt;lưu trữ&gt; ngập.*Kho &lt;lưu trữ&gt; ngập/s, 'in the form and in the letter, escaped');
unlike(join(' ', $o->kinds($one)), qr/extended/, 'which writes nothing');
my $far = $o->post('minh', "$path/letter", days => 11, cause => '25195.kt', reason => 'x');
like($far->{body}, qr/từ 1 đến 10/, 'more than may be given is said, without a letter');
unlike($far->{body}, qr/class="letter"/, 'which there is none of');

# --- signing ---
my $bare = $o->post('minh', "$path/sign", days => 2, cause => '25195.kt');
is($bare->{status}, 422, 'not without a reason');
my $many = $o->post('minh', "$path/sign", days => 11, cause => '25195.kt', reason => 'Kho lưu trữ ngập');
is($many->{status}, 422, 'nor for longer');
like($many->{body}, qr/id="days"[^>]*aria-invalid|aria-invalid[^>]*id="days"/s, 'said at its field');
like($many->{body}, qr/Kho lưu trữ ngập<\/textarea>/, 'with what was typed');
is($o->post('nga', "$path/sign", days => 2, cause => '25195.kt', reason => 'x')->{status}, 403, 'not by another head');
is($o->post('minh', "$path/sell", days => 2)->{status}, 404, 'nothing else there');
is($o->post('minh', '/bulk?in=%2Funit%2Fapologies', do => 'sign_apology', code => [ $one, $two ])->{status}, 400, 'never many at once');
my $done = $o->post('minh', "$path/sign", days => 2, cause => '25195.kt', reason => 'Kho lưu trữ ngập', key => 'once');
is($done->{status}, 303, 'signed');
is($done->{header}{location}, "/unit/apologies?sign=$one", 'back to the list');
is($o->post('minh', "$path/sign", days => 2, cause => '25195.kt', reason => 'Kho lưu trữ ngập', key => 'once')->{status}, 303, 'twice the same acts once');
is((grep { $_ eq 'extended' } $o->kinds($one)), 1, 'once');
my $after = $o->get('minh', $done->{header}{location})->{body};
like($after, qr/Đã ký thư xin lỗi của hồ sơ \Q$one\E/, 'said there');
unlike($after, qr{href="/unit/apologies/\Q$one\E}, 'it is owed no more');
like($o->post('chu', "$path/sign", days => 1, cause => '25195.kt', reason => 'nữa')->{body}, qr/đã được hẹn lại đủ số lần/, 'a second new date is refused');

# --- what everybody sees ---
my $inside = $o->get('tuan', "/dossiers/$one")->{body};
like($inside, qr/Thư xin lỗi<\/dt><dd>Đã ký/, 'the page of the dossier says so');
like($inside, qr{/dossiers/\Q$one\E/forms/apology\.pdf}, 'and has form 04');
my $form = $o->get('lan', "/dossiers/$one/forms/apology.pdf");
open my $f, '>:raw', "$dir/f.pdf" or die;
print {$f} $form->{body};
close $f;
my $text = scalar(`pdftotext -raw $dir/f.pdf -`) =~ s/\s+/ /gr;
like($text, qr/\Q$_\E/, "which says $_") for $owner{name}, 'VĂN BẢN XIN LỖI', 'Kho lưu trữ ngập', 'Vượt thời gian xử lý',
	'17 giờ 00 phút, ngày 05 tháng 03 năm 2026', '17 giờ 00 phút, ngày 09 tháng 03 năm 2026', 'TRƯỞNG PHÒNG', 'Minh';
unlike($text, qr/bồi thường/, 'and nothing of compensation, which no rule set pays');
my $mine = $o->get('chu', "/dossiers/$two")->{body};
like($mine, qr{href="/unit/apologies/\Q$two\E}, 'who may sign is led there from the dossier');

# The citizen.
my $track = $s->post('/track', "code=$one&digits=1234");
my ($pass) = ($track->{header}{'set-cookie'} // '') =~ /([a-z-]+=[^;]+)/;
my $public = $s->get("/track/$one", Cookie => $pass)->{body};
like($public, qr/Xin lỗi ông\/bà<\/h2>/, 'the citizen reads that we are sorry');
like($public, qr/Hẹn lại 17:00 [^<]*09\/03\/2026/, 'and the new date');
unlike($public, qr/Dự thảo|bồi thường/i, 'not of drafts, nor of money');
my $other = $s->post('/track', "code=$two&digits=1234");
($pass) = ($other->{header}{'set-cookie'} // '') =~ /([a-z-]+=[^;]+)/;
unlike($s->get("/track/$two", Cookie => $pass)->{body}, qr/Xin lỗi ông\/bà|dự thảo|ký thư/, 'a draft is nothing said to the citizen');

# --- where a rule set pays ---
my $law = "$dir/law";
is(system("cp -r law $law"), 0, 'the law');
open my $in, '<', "$law/rule-sets.json" or die;
my $sets = do { local $/; <$in> };
close $in;
my $n = $sets =~ s/("apology_hours": \{[^}]*\},)/$1 "late_day_amount": {"value": 50000, "mark": "I", "source": "test"},/g;
ok($n > 0, 'with compensation');
open my $out, '>', "$law/rule-sets.json" or die;
print {$out} $sets;
close $out;
my $p = Office->new(clock => '2026-03-02T08:00', people => \%people, law => $law);
($one, $two, $three) = filled($p);
$p->act([ minh => sign_apology => { dossier => $one, days => 3, cause => '25195.kt', reason => 'Thiếu người' }, '2026-03-04T10:00' ]);
$p->act([ lan => fee_receipt => { dossier => $two }, '2026-03-09T07:55' ]);
$s = $p->serve(clock => '2026-03-09T08:00');
like($p->get('tuan', "/dossiers/$one")->{body}, qr/2 ngày làm việc chậm: 100\.000 đ/, 'the days late, and what they come to');
$track = $s->post('/track', "code=$one&digits=1234");
($pass) = ($track->{header}{'set-cookie'} // '') =~ /([a-z-]+=[^;]+)/;
like($s->get("/track/$one", Cookie => $pass)->{body}, qr/ông\/bà được bồi thường 100\.000 đ/, 'told to the citizen');

# --- whose lateness it is ---
my $late = $p->get('tuan', "/dossiers/$two")->{body};
like($late, qr{id="late".*Trễ do ai}s, 'an overdue dossier says whose lateness it is');
my $show = decode_json(`$ENV{DUNGHEN} dossier show $two --db $p->{db} --json`);
my $sum  = 0;
$sum += $_->{late_s} for @{ $show->{lateness}{parts} };
ok($show->{lateness}{late_s} > 0, 'so many seconds');
is($sum, $show->{lateness}{late_s}, 'of which the parts are all');

done_testing;

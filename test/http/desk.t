#!/usr/bin/perl
# The desk: results handed out, with who came for them, what is still due, and what is
# done when the content turns out to be wrong.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

my $office = Office->new(
	clock  => '2026-03-02T08:00',
	people => {
		lan => 'clerk 25195.mc', hoa => 'head 25195.mc', tuan => 'officer 25195.kt', minh => 'head 25195.kt',
		chu => 'head 25195', van => 'records 25195.vp', ba => 'clerk 25210.mc',
	});

# A household business, all done but the hand-out.
my $last = 0;
sub finished {
	my ($owner, $number, %more) = @_;
	my ($r) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter',
		receiving => '25195.mc', owner => { name => $owner, id_number => $number }, %more } ]);
	my $d = { dossier => $r->{code} };
	my ($file) = `$ENV{DUNGHEN} file --db $office->{db} $0 2>/dev/null` =~ /([0-9a-f]{64})/;
	$office->act(
		[ lan => hand_over => { %$d, outcome => 'forward' } ],
		[ tuan => take => $d ], [ tuan => hand_over => { %$d, outcome => 'forward' } ],
		[ minh => finish => $d ], [ chu => sign => $d ],
		[ van => number => { %$d, number => ++$last . q{/GCN}, book => 'GCN', file => $file } ],
		[ van => ready => $d ]);
	return $r->{code};
}
my $a = finished('Lê Thị Mẫu', '075190001234', submitter => { name => 'Trần Văn Thử' });
my $b = finished('Bùi Văn Thử', '075090001235');
my $c = finished('Hồ Thị Thử', '075190001236');
my $e = finished('Đinh Thị Mẫu', '075190001237');
my $f = finished('Cao Văn Thử', '075190001238');
my $s = $office->serve;

my $list = $office->get(lan => '/counter/ready');
like($list->{body}, qr{href="/counter/hand-out/\Q$a\E[?"]}, 'what is ready leads to its hand-out');
sub in_list {
	my ($code) = @_;
	my ($row) = $office->get(lan => '/counter/ready')->{body} =~ m{<a class="code"[^>]*>\Q$code\E</a>(.*?)</tr>}s;
	return $row;
}
like(in_list($a), qr{02/03.*chưa báo.*100\.000}s, 'since when it waits, that nobody was told, what is due first');
my $at = $office->get(lan => "/dossiers/$a")->{body};
like($at, qr{<a class="btn" href="/counter/hand-out/\Q$a\E"}, 'so does the page of the dossier');
unlike($at, qr{/act/deliver"}, 'which has no second form for it');
my $denied = $office->get(ba => "/dossiers/$a");
is($denied->{status}, 403, 'another counter may not open it');
like($denied->{body}, qr/hãy hỏi bộ phận một cửa đã tiếp nhận/, 'and is told whom to ask');
unlike($denied->{body}, qr/dunghen dossier/, 'not to run a command');
unlike($office->get(tuan => "/dossiers/$a")->{body}, qr{/counter/hand-out/}, 'but not for who sits at no counter');
my $p = $office->get(lan => "/counter/hand-out/$a");
is($p->{status}, 200, 'the page of a hand-out');
like($p->{body}, qr/Lê Thị Mẫu \(chủ hồ sơ\)/, 'names the owner');
like($p->{body}, qr/Trần Văn Thử \(người nộp\)/, 'and who brought it');
like($p->{body}, qr{action="/counter/hand-out/\Q$a\E/fee"}, 'a fee is due first');
is($office->get(ba => "/counter/hand-out/$a")->{status}, 403, 'no other counter opens it');
is($office->get(tuan => "/counter/hand-out/$a")->{status}, 403, 'nor whoever sits at no counter');
is($office->get(lan => '/counter/hand-out/H19.21-260302-9999')->{status}, 404, 'one that is not there');

my %owner = (by => 'owner', identity => 'CCCD 075190001234', how => 'counter', proof => 'signature');
my $early = $office->post(lan => "/counter/hand-out/$a/deliver", %owner);
is($early->{status}, 422, 'not before the fee is paid');
like($early->{body}, qr/role="alert".*100\.?000/s, 'which is said with its sum');
like($early->{body}, qr/value="CCCD 075190001234"/, 'and what was typed is kept');
is($office->post(lan => "/counter/hand-out/$a/fee")->{status}, 303, 'the fee is receipted');
unlike($office->get(lan => "/counter/hand-out/$a")->{body}, qr{/fee"}, 'and asked no more');
is($office->post(lan => "/dossiers/$a/act/tell", notice => 'result', how => 'phone')->{status}, 303, 'the citizen is told');
like(in_list($a), qr{điện thoại, .*>không<}s, 'the list says how, and that nothing is due any more');

my $who = $office->post(lan => "/counter/hand-out/$a/deliver", %owner, by => 'other', collector => 'Đỗ <b>Lạ');
is($who->{status}, 422, 'a stranger without papers gets nothing');
like($who->{body}, qr/id="authority-wrong"/, 'said beside the field');
like($who->{body}, qr/value="Đỗ &lt;b&gt;Lạ"/, 'the name kept, and no markup');
like($office->post(lan => "/counter/hand-out/$a/deliver", %owner, by => 'other')->{body}, qr/id="collector-wrong"/,
	'nor somebody without a name');
like($office->post(lan => "/counter/hand-out/$a/deliver", %owner, how => 'window')->{body}, qr/id="how-wrong"/,
	'no other way of handing out');

like($office->get(lan => "/counter/hand-out/$a/slip")->{body}, qr/Phiếu trả kết quả/, 'the slip can be printed and signed first');

# Nothing looked at: asked once more, with what was typed kept.
my %unseen = (%owner, identity => '');
my $asked = $office->post(lan => "/counter/hand-out/$a/deliver", %unseen)->{body};
like($asked, qr/name="sure" value="1"/, 'a hand-out without an identity paper is asked about');
like($asked, qr/Lê Thị Mẫu/, 'naming who takes it');
is((grep { $_ eq 'delivered' } $office->kinds($a)), 0, 'and not done yet');
like($office->post(lan => "/counter/hand-out/$a/deliver", %unseen, again => 1)->{body}, qr{action="/counter/hand-out/\Q$a\E/deliver"}, 'it can be changed');
is($office->post(lan => "/counter/hand-out/$f/deliver", by => 'owner', how => 'counter', proof => 'signature')->{status}, 422, 'what would be refused is not asked about');

my %key = (key => 'once');
is($office->post(lan => "/counter/hand-out/$a/deliver", %owner, %key)->{status}, 303, 'handed out');
is($office->post(lan => "/counter/hand-out/$a/deliver", %owner, %key)->{status}, 303, 'sent twice');
is((grep { $_ eq 'delivered' } $office->kinds($a)), 1, 'it is handed out once');
my $done = $office->get(lan => "/counter/hand-out/$a");
like($done->{body}, qr/role="status"/, 'the page says so');
my $slip = $office->get(lan => "/counter/hand-out/$a/slip")->{body};
like($slip, qr/CCCD 075190001234/, 'the slip names the paper shown');
like($slip, qr/<span>Lê Thị Mẫu/, 'and who signs');
unlike($office->get(lan => '/counter/ready')->{body}, qr/\Q$a\E/, 'it waits no more');

# By post, for somebody with an authorisation.
$office->post(lan => "/counter/hand-out/$b/fee");
is($office->post(lan => "/counter/hand-out/$b/deliver", by => 'other', collector => 'Đỗ Thị Nhận',
	authority => 'Giấy ủy quyền 01/03/2026', identity => 'CP 123 456 789 VN', how => 'post', proof => 'postal_receipt')->{status},
	303, 'by post to somebody authorised');

# A code in place of the signature: the citizen's page shows it, the server compares it.
sub tracked {
	my ($code, $digits, %cookie) = @_;
	my ($pass) = ($s->post('/track', "code=$code&digits=$digits")->{header}{'set-cookie'} // '') =~ /(pass=[^;]+)/;
	return $s->get("/track/$code", Cookie => join '; ', $pass, values %cookie);
}
sub code_on { my ($page) = @_; my ($code) = $page->{body} =~ m{<b class="big">(\d{3} \d{3})</b>}; return $code }
my $track = tracked($e, '1237');
my $code = code_on($track);
ok($code, 'who tracks a ready dossier sees a code');
(my $digits = $code) =~ s/ //;
is(code_on(tracked($e, '1237')), $code, 'the same while it waits');
isnt(code_on(tracked($f, '1238')), $code, 'each dossier has its own');
like($track->{header}{'cache-control'}, qr/no-store/, 'no cache keeps it');
is(code_on(tracked($e, '1237', clerk => $office->{jar}{lan})), undef, 'a clerk who tracks it does not');
unlike($office->get(lan => "/counter/hand-out/$e")->{body}, qr/\Q$code\E|$digits/, 'nor at the desk');
(my $wrong = $code) =~ s/^(\d)/($1 + 1) % 10/e;
my %coded = (by => 'owner', identity => 'CCCD 075190001237', how => 'counter', proof => 'code');
$office->post(lan => "/counter/hand-out/$e/fee");
my $none = $office->post(lan => "/counter/hand-out/$e/deliver", %coded);
is($none->{status}, 422, 'the word of the clerk is not enough');
like($none->{body}, qr/id="pickup-wrong"/, 'the code is missing: said at its field');
like($office->post(lan => "/counter/hand-out/$e/deliver", %coded, pickup => $code, identity => '')->{body}, qr/id="identity-wrong"/,
	'a code does not stand for the identity paper');
my $bad = $office->post(lan => "/counter/hand-out/$e/deliver", %coded, pickup => $wrong);
is($bad->{status}, 422, 'a wrong code hands nothing out');
like($bad->{body}, qr/id="pickup-wrong"[^>]*>Mã nhận kết quả không đúng/, 'said at its field');
like($bad->{body}, qr/value="code" checked/, 'and what was chosen is kept');
is($office->post(lan => "/counter/hand-out/$e/deliver", %coded, pickup => $code)->{status}, 303, 'the right one does');
is(code_on(tracked($e, '1237')), undef, 'and is shown no more');
like($office->get(lan => "/counter/hand-out/$e")->{body}, qr/mã nhận kết quả, đã đối chiếu/, 'the desk sees that it was compared');
like(tracked($e, '1237')->{body}, qr/xác nhận bằng mã/, 'so does the citizen');
my $entry = `$ENV{DUNGHEN} dossier timeline $e --db $office->{db} --json`;
like($entry, qr/"checked":true/, 'the ledger says that a code was checked');
unlike($entry, qr/$digits|pickup/, 'but not which');
is($office->post(lan => "/counter/hand-out/$e/deliver", %coded, pickup => $code)->{status}, 422, 'a used code is worth nothing');

# Five wrong ones a day, from whichever page and however the dossier is named; then a signature.
my $own = code_on(tracked($f, '1238'));
($wrong = $own) =~ s/^(\d)/($1 + 1) % 10/e;
$office->post(lan => "/counter/hand-out/$f/fee");
my %by = (%coded, identity => 'CCCD 075190001238', collector => 'Cao Văn Thử');
is($office->post(lan => "/counter/hand-out/$f/deliver", %by, pickup => $wrong)->{status}, 422, 'wrong')
	for 1 .. 3;
is($office->post(lan => "/dossiers/$f/act/deliver", %by, pickup => $wrong)->{status}, 422, 'wrong on the page of the dossier') for 1 .. 2;
my $tries = $office->post(lan => "/counter/hand-out/$f/deliver", %by, pickup => $own);
is($tries->{status}, 429, 'after five even the right one is not looked at');
like($tries->{body}, qr/id="pickup-wrong"[^>]*>[^<]*năm lần/, 'which is said');
is($office->post(lan => "/dossiers/$f/act/deliver", %by, pickup => $own)->{status}, 422, 'there neither');
is($office->post(lan => "/counter/hand-out/$f/deliver", %by, proof => 'signature')->{status}, 303, 'a signature is always taken');

# The content is wrong: the office's fault, back to its maker.
my $no = $office->post(lan => "/counter/hand-out/$c/reopen", reason => '');
is($no->{status}, 422, 'no reopening without a reason');
like($no->{body}, qr/<details class="more" open>/, 'its form stays open');
like($no->{body}, qr/id="reason-wrong"/, 'with the fault beside the field');
my $sure = $office->post(lan => "/counter/hand-out/$c/reopen", reason => 'Sai <tên> đệm');
like($sure->{body}, qr/class="card sure".*Sai &lt;tên&gt; đệm/s, 'what undoes a result is asked about once more');
like($office->post(lan => "/counter/hand-out/$c/reopen", reason => 'Sai tên đệm', again => 1)->{body},
	qr/<details class="more" open>.*>\s*Sai tên đệm/s, 'and can be changed');
is((grep { $_ eq 'reopened' } $office->kinds($c)), 0, 'nothing is done yet');
my $yes = $office->post(lan => "/counter/hand-out/$c/reopen", reason => 'Sai tên đệm', sure => 1);
is($yes->{header}{location}, "/dossiers/$c", 'reopened, and shown where it is now');
is((grep { $_ eq 'reopened' } $office->kinds($c)), 1, 'by an entry of its own');

is($s->stop, 0, 'it stops');
is(system("$ENV{DUNGHEN} verify --db $office->{db} >/dev/null"), 0, 'the store verifies');
done_testing();

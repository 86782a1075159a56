#!/usr/bin/perl
# Reception at the counter: people found and added, the date shown before it is
# promised, papers, fees, the three endings; all by plain forms.
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
my $db      = "$dir/demo";
is(system("$dunghen demo --no-serve --db $db --dossiers 200 --months 1 --until 2026-11-23 >/dev/null 2>&1"),
	0, 'a province');
my $s = Served->start(db => $db, clock => '2026-11-28T08:00');

sub decode_html {
	my ($t) = @_;
	my %c = (lt => '<', gt => '>', amp => '&', quot => '"', '#39' => "'");
	$t =~ s/&(lt|gt|amp|quot|#39);/$c{$1}/g;
	return $t;
}

sub urlencode {
	my ($v) = @_;
	$v =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge;
	return $v;
}

# A clerk of a counter, and one who is none.
my $people = $s->get('/demo/people?agency=25195')->{body};
my ($clerk)   = $people =~ /Công chức tiếp nhận.*?value="(cb\d+)"/s;
my ($officer) = $people =~ /Chuyên viên.*?value="(cb\d+)"/s;

sub enter {
	my ($key) = @_;
	my $r = $s->post('/demo/sign-in', "person=$key");
	my ($cookie) = ($r->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
my $jar = enter($clerk);
ok($jar, "signed in as $clerk");

sub page { my ($path) = @_; return $s->get($path, Cookie => $jar) }

# What a browser would send with the first form of main: all that stands in it, changed by %with;
# a value that is a list goes several times, an undefined one not at all.
sub fields {
	my ($r) = @_;
	my ($form) = $r->{body} =~ m{<form method="post" action="/counter/[^"]*" class="grid two intake".*?</form>}sg;
	return {} if !$form;
	my %f;
	while ($form =~ m{<(input|select|textarea)\b([^>]*)>(.*?)(?=<(?:input|select|textarea)\b|\z)}gs) {
		my ($what, $attr, $after) = ($1, $2, $3);
		my ($name) = $attr =~ /\bname="([^"]*)"/ or next;
		my ($value) = $attr =~ /\bvalue="([^"]*)"/;
		my ($type) = $attr =~ /\btype="([^"]*)"/;
		if ($what eq 'select') {
			($value) = $after =~ /value="([^"]*)" selected/;
			($value) = $after =~ /value="([^"]*)"/ if !defined $value;
		} elsif ($what eq 'textarea') {
			($value) = $after =~ m{^(.*?)</textarea>}s;
		} elsif (($type // '') =~ /^(?:checkbox|radio)$/ && $attr !~ /\bchecked\b/) {
			next;
		}
		push @{ $f{$name} }, decode_html($value // '');
	}
	return \%f;
}

sub send_form {
	my ($r, %with) = @_;
	my $f = fields($r);
	for my $k (keys %with) {
		$f->{$k} = ref $with{$k} ? $with{$k} : [ grep { defined } $with{$k} ];
	}
	my ($path) = $r->{body} =~ m{action="(/counter/[^"]*)" class="grid two intake"};
	my $body = join '&', map { my $k = $_; map { urlencode($k) . '=' . urlencode($_) } @{ $f->{$k} } } sort keys %$f;
	return $s->post($path, $body, Cookie => $jar);
}

sub received {
	my ($r) = @_;
	my ($code) = ($r->{header}{location} // '') =~ m{^/counter/received/(.+)$};
	return $code;
}

sub shown { my ($code) = @_; return decode_json(`$dunghen dossier show $code --db $db --json`) }

# --- who may ---
is($s->get('/counter/new', Cookie => enter($officer))->{status}, 403, 'an officer receives nothing');
is($s->get('/counter/new')->{status}, 303, 'nobody without a session');

# --- what is found while one types: parts of the page, by the same words ---
sub typed {
	my ($path, %field) = @_;
	my ($t) = page('/counter/new')->{body} =~ /name="token" value="([^"]+)"/;
	return $s->post($path, join('&', "token=$t", map { "$_=" . urlencode($field{$_}) } sort keys %field), Cookie => $jar);
}
my $part = typed('/counter/procedures', 'procedure-find' => 'dang ky ho kinh');
is($part->{status}, 200, 'procedures while one types');
like($part->{body}, qr/^<input type="hidden" name="procedure-was" value="dang ky ho kinh">\s*<fieldset/, 'a part, no page');
like($part->{body}, qr/value="1\.001612" checked tabindex="-1"/, 'without accents, đ = d');
cmp_ok(length $part->{body}, '<', 3000, 'of few bytes: ' . length $part->{body});
like(typed('/counter/procedures', 'procedure-find' => 'zzz')->{body}, qr/role="status"/, 'none is said');
unlike(typed('/counter/procedures')->{body}, qr/<fieldset|<p/, 'nothing for nothing');
$part = typed('/counter/people/p', 'p-find' => '"><b>0');
unlike($part->{body}, qr/<b>|autofocus/, 'no markup, and the hands stay where they are');
like($part->{body}, qr/name="p-id" value="new"/, 'nobody: somebody new');
is(typed('/counter/people/p%22', 'p-find' => 'x')->{status}, 404, 'no other names of fields');
is($s->post('/counter/people/p', 'p-find=x', Cookie => $jar)->{status}, 403, 'not without the token of a form');
is($s->get('/counter/people/p', Cookie => $jar)->{status}, 405, 'and in no address');

# --- a simple dossier ---
my $r = page('/counter/new');
is($r->{status}, 200, 'the form');
like($r->{body}, qr/id="p-find"[^>]*autofocus/s, 'waits for a person');
$r = send_form($r, do => 'look', 'p-find' => '0750 9400 0001', 'p-name' => 'Trần Thị Ví Dụ', 'procedure-find' => 'HO kinh doanh');
is($r->{status}, 200, 'looked for');
like($r->{body}, qr/name="p-find" value="075094000001"/, 'a number without its blanks');
like($r->{body}, qr/name="p-name" value="Trần Thị Ví Dụ"/, 'what was typed stays');
like($r->{body}, qr/value="1\.001612" checked/, 'one procedure is chosen');
my ($promise) = $r->{body} =~ m{<section class="promise".*?<b>([^<]+)</b>}s;
like($promise, qr{\d\d:\d\d .* \d\d/\d\d/\d{4}}, 'the date is shown before it is promised');
like($r->{body}, qr/name="seen" value="1\.001612\|\d+"/, 'and goes with the form');
my ($no) = $r->{body} =~ /biên lai (\d+)/;
ok($no, 'with the number of the receipt');

my $early = send_form($r, do => 'receive');
is($early->{status}, 422, 'papers that are not there');
like($early->{body}, qr/id="paper-form"[^>]*aria-invalid/, 'are marked');
like($early->{body}, qr/value="Trần Thị Ví Dụ"/, 'nothing is lost');
my $blind = send_form($r, do => 'receive', seen => undef, paper => [ 'form', 'owner' ]);
is($blind->{status}, 200, 'no reception without having seen the date');
unlike($blind->{header}{location} // '', qr/received/, 'it is shown first');
my $other = send_form($r, do => 'receive', seen => '1.001612|0', paper => [ 'form', 'owner' ]);
is($other->{status}, 200, 'nor with another date');

my $all = send_form($r, do => 'all');
like($all->{body}, qr/value="owner" id="paper-owner" checked/, 'all papers ticked by one button');
my $done = send_form($all, do => 'receive', result_by => 'post');
is($done->{status}, 303, 'received') or diag($done->{body} =~ /role="alert">(.*?)<\/div>/s);
my $code = received($done);
ok($code, 'with a code');
is(received(send_form($all, do => 'receive')), $code, 'sent twice it is one dossier');
my $page = page("/counter/received/$code");
is($page->{status}, 200, 'its page');
like($page->{body}, qr/\Q$promise\E/, 'promises what was shown');
like($page->{body}, qr/biên lai \Q$no\E/, 'under the receipt that was named');
like($page->{body}, qr{Nhận kết quả</dt><dd>bưu chính}, 'wanted by post');
like($page->{body}, qr/data-forget="intake"/, 'and what was typed may be forgotten');
my $d = shown($code);
is($d->{state}, 'open', 'it is open');
is($d->{fees}[0]{number}, $no + 0, 'the receipt stands') if $d->{fees};
unlike($page->{body}, qr/Chưa thu/, 'nothing more is due');

# --- the fee is left for later: its page says so ---
my $later = send_form(page('/counter/new'), do => 'look', 'p-find' => '075094000009', 'p-name' => 'Đỗ Văn Mẫu', 'procedure-find' => '1.001612');
$later = received(send_form(send_form($later, do => 'all'), do => 'receive', 'take-fee' => undef));
like(page("/counter/received/$later")->{body}, qr/class="note near"[^>]*><p>Chưa thu phí, lệ phí 100\.000/, 'a fee not taken is not forgotten');

# --- the same person again, by number and by name ---
$r = send_form(page('/counter/new'), do => 'look', 'p-find' => '075094000001');
like($r->{body}, qr/name="p-id" value="s[0-9a-z]+" checked/, 'one hit is chosen');
like($r->{body}, qr/Trần T•• V•• D••/, 'masked');
$r = send_form(page('/counter/new'), do => 'look', 'p-find' => 'tran thi vi du');
like($r->{body}, qr/Trần T•• V•• D••/, 'found by a name without accents');
$part = typed('/counter/people/o', 'o-find' => 'tran thi vi du');
like($part->{body}, qr/name="o-id" value="s[0-9a-z]+"( checked)? tabindex="-1">.*Trần T•• V•• D••/, 'while one types too, masked');
cmp_ok(length $part->{body}, '<', 6000, 'of few bytes: ' . length $part->{body});

# --- a company by its tax number pays as an organisation ---
my $firm;
for my $n (0 .. 40) {
	$r = send_form(page('/counter/new'), do => 'look', 'p-find' => sprintf('00%08d', $n), 'procedure-find' => '1.001612');
	last if ($firm) = $r->{body} =~ /(Công ty TNHH[^<]*)/;
}
ok($firm, 'a company is found');
like($r->{body}, qr/value="organisation" selected/, 'as an organisation');

# --- asking once; not for what was given before ---
$r = send_form(page('/counter/new'), do => 'look', 'p-find' => '075094000001', 'procedure-find' => '1.001612');
like($r->{body}, qr/id="paper-owner" checked/, 'a paper given before is ticked');
like($r->{body}, qr/đã nộp .* ở hồ sơ \Q$code\E/, 'with where it is');
$r = send_form($r, do => 'ask', paper => ['form']);
is($r->{status}, 422, 'and may not be asked for');
$r = send_form(page('/counter/new'), do => 'look', 'p-find' => '075094000002', 'p-name' => 'Lê Văn Mẫu', 'procedure-find' => '1.001612');
$r = send_form($r, do => 'ask', paper => ['form'], 'ask-note' => 'Ký tên vào giấy đề nghị.');
$code = received($r);
ok($code, 'asked for completion') or diag($r->{body} =~ /role="alert">(.*?)<\/div>/s);
$page = page("/counter/received/$code");
my $asked = $code;
like($page->{body}, qr/Đã yêu cầu bổ sung/, 'its page says so');
like($page->{body}, qr/1\. Giấy tờ pháp lý.*Ký tên vào giấy đề nghị/s, 'with one full list');
is(shown($code)->{state}, 'asked', 'it waits');

# --- refusing ---
$r = send_form(page('/counter/new'), do => 'look', 'p-find' => '075094000001', 'procedure-find' => '1.001193');
my $bad = send_form($r, do => 'decline', reason => '', note => '');
is($bad->{status}, 422, 'no refusal without a reason');
like($bad->{body}, qr/id="reason-wrong"/, 'said at its field');
# The page that asks once more; what it sends when one of its buttons is pressed.
sub answer_sure {
	my ($r, $button) = @_;
	my ($path, $form) = $r->{body} =~ m{<form method="post" action="([^"]*)" class="card sure">(.*?)</form>}s;
	return { status => 0, body => '', header => {} } if !$form;
	my @pairs = map { decode_html($_) } $form =~ /<input type="hidden" name="([^"]*)" value="([^"]*)"/g;
	my $body = "$button=1";
	while (my ($k, $v) = splice @pairs, 0, 2) {
		$body .= '&' . urlencode($k) . '=' . urlencode($v);
	}
	return $s->post(decode_html($path), $body, Cookie => $jar);
}
my $asks = send_form($r, do => 'decline', reason => 'D01', note => 'Nộp ở nơi <cư trú>.');
is($asks->{status}, 200, 'a refusal is asked about once more');
like($asks->{body}, qr/class="card sure".*mẫu 03.*Nộp ở nơi &lt;cư trú&gt;/s, 'with what will happen and what was typed');
like($asks->{body}, qr/Trần T•• V•• D•• — 1\.001193/, 'and for whom');
my $back = answer_sure($asks, 'again');
like($back->{body}, qr/<details open>.*name="note"[^>]*>\s*Nộp ở nơi &lt;cư trú&gt;/s, 'it can be changed, nothing is lost');
like($back->{body}, qr/value="1\.001193" checked/, 'nor the procedure');
$r = answer_sure($asks, 'sure');
$code = received($r);
ok($code, 'refused');
is(received(answer_sure($asks, 'sure')), $code, 'once, though sent twice');
like(page("/counter/received/$code")->{body}, qr/Nộp ở nơi &lt;cư trú&gt;/, 'with its reason');

# What came online is refused the same way.
my ($online) = $s->get('/counter/online', Cookie => $jar)->{body} =~ m{href="/counter/online/([^"?]+)[?"]};
SKIP: {
	skip 'nothing waits online', 4 if !$online;
	my $q = page("/counter/online/$online");
	is(send_form($q, do => 'decline', reason => 'D01', note => '')->{status}, 422, 'online: no refusal without its note');
	my $sure = send_form($q, do => 'decline', reason => 'D01', note => 'Sai nơi nộp.');
	like($sure->{body}, qr{class="card sure".*<a class="btn plain" href="/counter/online/\Q$online\E"}s, 'online: asked once more, with a way out');
	is(shown($online)->{state}, 'submitted', 'online: nothing is done yet');
	is(received(answer_sure($sure, 'sure')), $online, 'online: refused');
	is(shown($online)->{state}, 'declined', 'online: for good');
}


# --- for somebody else; who has no number ---
$r = send_form(page('/counter/new'), do => 'look', 'p-find' => '075094000001', 'o-find' => 'Bé Ví Dụ', 'procedure-find' => 'khai sinh');
like($r->{body}, qr/name="o-name" value="Bé Ví Dụ"/, 'a newborn is named');
$r = send_form($r, do => 'all', 'o-kind' => 'newborn', class => 'newborn');
$r = send_form($r, do => 'receive');
$code = received($r);
ok($code, 'received for a child without a number') or diag($r->{body} =~ /role="alert">(.*?)<\/div>/s);
$page = page("/counter/received/$code")->{body};
like($page, qr{Chủ hồ sơ</dt><dd>Bé Ví Dụ}, 'the child owns it');
like($page, qr{Người nộp</dt><dd>Trần Thị Ví Dụ}, 'another brought it');

# --- by post ---
$r = send_form(page('/counter/new'), do => 'look', 'p-find' => '075094000001', 'procedure-find' => '1.001776', way => 'post',
	arrived_at => '2026-11-20T09:15');
$r = send_form($r, do => 'all');
$r = send_form($r, do => 'receive');
$code = received($r);
ok($code, 'received by post') or diag($r->{body} =~ /role="alert">(.*?)<\/div>/s);
like(page("/counter/received/$code")->{body}, qr{09:15 thứ Sáu 20/11/2026}, 'at the time of its stamp');

# --- for another agency (rule 19) ---
sub elsewhere {
	my ($procedure, %more) = @_;
	return send_form(page('/counter/new'), do => 'look', 'p-find' => '075094000001', 'procedure-find' => $procedure, way => 'elsewhere', %more);
}
sub offered { my ($reply) = @_; my ($list) = $reply->{body} =~ m{<datalist id="competent-list">(.*?)</datalist>}s; return [ $list =~ /value="([^"]*)"/g ] }
$r = elsewhere('1.013225');
is_deeply(offered($r), [], 'what is bound to its place is received for nobody else');
$r = elsewhere('1.001776');
unlike($r->{body}, qr/class="promise"[^>]*>(?:(?!<\/section>).)*<b>\d\d:\d\d/s, 'no date before one of them is chosen');
like($r->{body}, qr/Chọn một cơ quan giải quyết/, 'but what is wanting');
ok(@{ offered($r) } > 50, 'the other communes may decide this one');
is((grep { /Sở|Bình Phước$/ } @{ offered($r) }), 0, 'no department, nor the agency one sits at');
is(send_form($r, do => 'receive')->{status}, 422, 'which agency must be said');
like(send_form($r, do => 'all', competent => 'phuong')->{body}, qr/id="competent"[^>]*value="phuong"/, 'several fit: it stays as typed');
my ($commune) = grep { /^Xã / } @{ offered($r) };
$r = send_form(elsewhere('1.001776', competent => $commune), do => 'all');
like($r->{body}, qr{class="promise".*<b>}s, 'for the one named a date is shown');
$code = received(send_form($r, do => 'receive'));
ok($code, 'and it is received for it');
like(page("/counter/received/$code")->{body}, qr{\Q$commune\E}, 'which decides');

# --- what waits is answered: asked for before, it is completed and received at once ---
my $waits = $asked;
my $w = page("/counter/online/$waits");
is($w->{status}, 200, 'a dossier that waits');
like($w->{body}, qr/Ký tên vào giấy đề nghị/, 'with what was asked');
unlike($w->{body}, qr/value="ask"/, 'which can be asked once');
like($w->{body}, qr/id="paper-form" checked/, 'what was brought is ticked') or diag($w->{body} =~ /(<li>.*?<\/li>)/s);
my $short = send_form($w, do => 'receive');
is($short->{status}, 422, 'not whole yet');
$w = send_form($w, do => 'receive', paper => [ 'form', 'owner' ]);
is(received($w), $waits, 'completed and received') or diag($w->{body} =~ /role="alert">(.*?)<\/div>/s);
is(shown($waits)->{state}, 'open', 'under the same code');
is(page("/counter/online/$waits")->{status}, 303, 'it waits no more');

# --- a bundle: one bad child stops no other (rule 20) ---
sub bundle {
	my ($with) = @_;
	my ($t) = page('/counter/bundle')->{body} =~ /name="token" value="([^"]+)"/;
	return $s->post('/counter/bundle', join('&', "token=$t", map { "$_=" . urlencode($with->{$_}) } sort keys %$with),
		Cookie => $jar);
}
my %b = (key => 'w-bundle', 'p-find' => '3801234567', 'p-name' => 'Công ty TNHH Ví Dụ', 'p-kind' => 'company', rows => 3,
	'c1-find' => '1.001612', 'c1-count' => 2, 'c2-find' => '1.013225', 'c3-find' => 'chủ trương đầu tư');
$r = bundle({ %b, do => 'look' });
is($r->{status}, 200, 'a bundle looked at');
is(() = $r->{body} =~ /hẹn trả <b>/g, 2, 'each with its date');
like($r->{body}, qr/class="note near"/, 'one the law refuses here');
$r = bundle({ %b, do => 'receive' });
is($r->{status}, 422, 'papers are the word of the clerk');
my %seen = $r->{body} =~ /name="(c\d-seen)" value="([^"]+)"/g;
$r = bundle({ %b, do => 'receive', map { ("c$_-whole" => 1, "c$_-was" => $b{"c$_-find"}) } 1 .. 3 });
is($r->{status}, 200, 'nothing is promised unseen');
my %sent = (%b, %seen, do => 'receive', map { ("c$_-whole" => 1) } 1 .. 3);
$r = bundle(\%sent);
is($r->{status}, 303, 'received');
my $list = $r->{header}{location};
is(bundle(\%sent)->{header}{location}, $list, 'sent twice it is one bundle');
$page = page($list)->{body};
is(() = $page =~ m{<td[^>]*><a href="/counter/received/}g, 3, 'three dossiers');
like($page, qr/1 hồ sơ chưa nhận được.*Hồ sơ 4/s, 'and the fourth by its reason');
is(page('/counter/bundle/b0000000000000')->{status}, 404, 'a bundle that is not there');
my ($stranger) = $s->get('/demo/people?agency=25210')->{body} =~ /Công chức tiếp nhận.*?value="(cb\d+)"/s;
is($s->get($list, Cookie => enter($stranger))->{status}, 403, 'another counter does not read it');

# --- the day book ---
my $book = page('/counter/fees');
is($book->{status}, 200, 'the day book of today');
my ($line) = $book->{body} =~ m{(<tr><td[^>]*>(?:<a[^>]*>)?<b>\Q$no\E</b>.*?</tr>)}s;
ok($line, 'has the receipt') or diag($book->{body});
my ($key)  = $line =~ /name="key" value="([^"]+)"/;
my ($of)   = $line =~ /name="code" value="([^"]+)"/;
my ($tok)  = $book->{body} =~ /name="token" value="([^"]+)"/;
my ($day)  = $book->{body} =~ /name="day" value="(\d{4}-\d\d-\d\d)"/;
my $undo = sub {
	my ($what, $reason) = @_;
	return $s->post('/counter/fees', "token=$tok&key=$key&day=$day&code=$of&no=$no&do=$what&reason-$no=" . urlencode($reason), Cookie => $jar);
};
$r = $undo->('cancel', '');
is($r->{status}, 422, 'nothing is cancelled without a reason');
like($r->{body}, qr/id="reason-\Q$no\E-wrong"/, 'which is said at its row');
$r = $undo->('refund', 'Thu nhầm');
is($r->{status}, 422, 'no refund while the dossier goes on');
like($r->{body}, qr/value="Thu nhầm"/, 'and the reason is kept');
my $sure = $undo->('cancel', 'Ghi sai tên');
like($sure->{body}, qr/class="card sure".*Biên lai số<\/dt>.*Ghi sai tên/s, 'a cancelling is asked about once more');
unlike(page("/counter/fees?day=$day")->{body}, qr/\Q$no\E<\/b>(?:(?!<\/tr>).)*đã hủy/s, 'nothing is struck out yet');
my $again = answer_sure($sure, 'again');
like($again->{body}, qr/<details class="more no-print" open>.*value="Ghi sai tên"/s, 'it can be changed');
unlike($again->{body}, qr/id="reason-\Q$no\E-wrong"/, 'without a fault');
is(answer_sure($sure, 'sure')->{header}{location}, "/counter/fees?day=$day", 'cancelled');
$book = page("/counter/fees?day=$day");
like($book->{body}, qr/\Q$no\E.*đã hủy/s, 'a cancelled receipt stays in the book');
like(page('/counter/fees?day=2001-01-01')->{body}, qr/Không có biên lai/, 'a day without any');
is(page('/counter/fees?day=x')->{status}, 200, 'no day is today');

# --- nothing typed becomes markup, nothing is lost without a session ---
$r = send_form(page('/counter/new'), do => 'look', 'p-find' => '"><script>alert(1)</script>', 'procedure-find' => '<b>');
unlike($r->{body}, qr/<script>alert/, 'no markup from what is typed');
my $gone = $s->post('/counter/new', 'do=look&p-find=giu+lai');
is($gone->{status}, 401, 'an expired sign-in');
like($gone->{body}, qr/name="carry" value="do=look&amp;p-find=giu\+lai"/, 'keeps the form');

is($s->stop, 0, 'it stops');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'the store verifies');
done_testing();

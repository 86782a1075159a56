#!/usr/bin/perl
# The administrator's pages: units and people, changed by the actions of the ledger.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

my $office = Office->new(
	clock  => '2026-03-02T08:00',
	people => { lan => 'clerk 25195.mc', tuan => 'officer 25195.kt', hoa => 'officer 25195.kt, officer 25195.vhxh',
		minh => 'head 25195.kt', chu => 'head 25195', pho => 'deputy 25195' });
my ($r) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter',
	receiving => '25195.mc', owner => { name => 'Lê Thị Mẫu' } } ]);
my $code = $r->{code};
$office->act([ lan => hand_over => { dossier => $code, outcome => 'forward' } ], [ tuan => take => { dossier => $code } ]);
$office->act([ pho => delegate => { person => 'pho', to => 'minh', unit => '25195', post => 'deputy', fields => ['Hộ tịch'],
	until => '2026-03-20T17:00' } ]);
$office->serve(clock => '2026-03-02T08:05');
binmode Test::More->builder->$_, ':encoding(UTF-8)' for qw(output failure_output);

sub got { my $r = $office->get(@_); utf8::decode($r->{body}); return $r }
sub body { return got(@_)->{body} }
# A page is long: what is missing in it is said by the name of the test alone.
sub has { my ($text, $want, $name) = @_; return ok($text =~ $want, $name) }
sub lacks { my ($text, $not, $name) = @_; return ok($text !~ $not, $name) }
sub sent { my $r = $office->post(@_); utf8::decode($r->{body}); return $r }

# --- who may ---
has(body(qt => '/work'), qr{href="/admin"}, 'the administrator is led there');
lacks(body(chu => '/work'), qr{href="/admin"}, 'a head is not');
for my $path (qw(/admin /admin/units /admin/units/25195 /admin/new-unit /admin/people /admin/people/lan /admin/new-person
	/admin/search /admin/search.csv)) {
	is(got(qt => $path)->{status}, 200, "$path is there");
	is(got(chu => $path)->{status}, 403, 'not for a head');
	is(got(lan => $path)->{status}, 403, 'nor a clerk');
}
is(sent(chu => '/admin/new-person', own_key => 'ai', name => 'Ai Đó')->{status}, 403, 'nor by a form');
is(sent(qt => '/admin/new-person', own_key => 'ai', name => 'Ai Đó', token => 'x')->{status}, 403, 'a form without the token');
is(got(qt => '/admin/people/ai')->{status}, 404, 'left nothing');
has(body(qt => '/admin'), qr{href="/admin/units".*href="/admin/people".*href="/admin/accounts".*href="/admin/tokens"}s, 'the first page leads on');

# --- the tree as of a day ---
my $tree = body(qt => '/admin/units?q=25195');
has($tree, qr{href="/admin/units/25195\.kt"}, 'found by the beginning of the key');
my $bare = body(qt => '/admin/units?q=phuong+binh+phuoc');
has($bare, qr{>Phường Bình Phước<}, 'found by the name without accents');
has($bare, qr{/admin/units/25195"}, 'with its key');
has(body(qt => '/admin/units?q=b%C3%ACnh+ph%C6%B0%E1%BB%9Bc'), qr{>Phường Bình Phước<}, 'and with them');
my $no_day = got(qt => '/admin/units?on=2026-02-30');
is($no_day->{status}, 422, 'a day that is none');
has($no_day->{body}, qr/id="on-wrong">“2026-02-30” không phải/, 'is said beside it');
lacks(body(qt => '/admin/units?q=25195&on=2024-01-01'), qr{href="/admin/units/25195"}, 'before it was made it is not there');
has(body(qt => '/admin/units?q=25195&on=2024-01-01'), qr/Không có đơn vị nào như vậy vào ngày đó/, 'which is said');
has(body(qt => '/admin/units'), qr{after=100}, 'a hundred on a page, and more behind it');
my ($next) = body(qt => '/admin/units') =~ m{href="(/admin/units\?[^"]*after=100)"};
$next =~ s/&amp;/&/g;
isnt(body(qt => $next), body(qt => '/admin/units'), 'which is another page');
has(body(qt => '/admin/units'), qr/class="down-1"/, 'the tree shows what stands below what');

# --- adding a unit ---
my %unit = (own_key => '25195.tn', name => 'Tổ Thử nghiệm', role => 'room', type => 'room', parent => 'phường bình phước', from => '2026-03-02');
my $bad = sent(qt => '/admin/new-unit', %unit, own_key => 'Tổ 1');
is($bad->{status}, 422, 'a key that is none');
has($bad->{body}, qr/id="new-own_key-wrong">“Tổ 1” ở “Mã” không phải là một mã đúng\. Viết liền/, 'is said beside it');
has($bad->{body}, qr/value="Tổ Thử nghiệm"/, 'what was typed is kept');
has($bad->{body}, qr/<option value="room" selected>/, 'and what was chosen');
my $nowhere = sent(qt => '/admin/new-unit', %unit, parent => 'phường không có');
has($nowhere->{body}, qr/id="new-parent-wrong">Không có đơn vị “phường không có”/, 'a parent that is not there, beside the parent');
my $many = sent(qt => '/admin/new-unit', %unit, parent => 'phòng kinh tế');
has($many->{body}, qr/id="new-parent-wrong">Có nhiều đơn vị như “phòng kinh tế”/, 'several of that name');
my $empty = sent(qt => '/admin/new-unit', %unit, name => '');
has($empty->{body}, qr/id="new-name-wrong">Cần ghi mục này/, 'no name');
my $key = 'w-new-unit';
my $made = sent(qt => '/admin/new-unit', %unit, key => $key);
is($made->{header}{location}, '/admin/units/25195.tn?done=add', 'added');
is(sent(qt => '/admin/new-unit', %unit, key => $key)->{status}, 303, 'the same form sent twice');
my $page = body(qt => '/admin/units/25195.tn?done=add');
has($page, qr/Đã lập đơn vị/, 'it says so');
has($page, qr/Phường Bình Phước/, 'and below what it is');
is(() = $page =~ /Tổ Thử nghiệm<\/td>/g, 1, 'and was made once');
has(sent(qt => '/admin/new-unit', %unit)->{body}, qr/id="new-own_key-wrong">Mã “25195.tn” đã được dùng/, 'another form with that key is refused');

# --- another name from a day on ---
has(sent(qt => '/admin/units/25195.tn/rename', name => 'Tổ Mới', type => 'room', parent => '25195', from => '2026-03-01')->{body},
	qr/Đơn vị, người hoặc ngày tháng không khớp/, 'not from before it was');
is(sent(qt => '/admin/units/25195.tn/rename', name => 'Tổ Mới', type => 'room', parent => '25195', from => '2026-04-01')->{header}{location},
	'/admin/units/25195.tn?done=rename', 'from April on');
has(body(qt => '/admin/units?q=to+moi&on=2026-04-01'), qr/25195\.tn/, 'then it is found so');
lacks(body(qt => '/admin/units?q=to+moi&on=2026-03-31'), qr/25195\.tn/, 'and the day before by its old name');
has(body(qt => '/admin/units/25195.tn'), qr/01\/04\/2026.*Tổ Mới.*02\/03\/2026.*Tổ Thử nghiệm/s, 'its page tells both names');

# --- closing: what is in hand there is told first ---
my $ask = sent(qt => '/admin/units/25195.kt/close', to => '2026-05-01');
is($ask->{status}, 200, 'closing is asked about once more');
has($ask->{body}, qr/không còn hoạt động từ ngày 01\/05\/2026/, 'from which day on');
has($ask->{body}, qr/đang giữ 1 việc của hồ sơ đang mở/, 'how much is in hand there');
has($ask->{body}, qr/name="to" value="2026-05-01"/, 'the day is kept');
lacks(body(qt => '/admin/units/25195.kt'), qr/01\/05\/2026/, 'and nothing is done yet');
has(sent(qt => '/admin/units/25195.kt/close', to => '2026-05-01', again => 1)->{body}, qr/value="2026-05-01"/, 'one may go back and change it');
has(sent(qt => '/admin/units/25195.kt/close', to => '')->{body}, qr/id="close-to-wrong">Cần ghi mục này/, 'without a day nothing is asked');
has(sent(qt => '/admin/units/25195.kt/close', to => '1999-01-01')->{body}, qr/Đơn vị, người hoặc ngày tháng không khớp/, 'nor with a day before it began');
is(sent(qt => '/admin/units/25195.tn/close', to => '2026-05-01', sure => 1)->{header}{location}, '/admin/units/25195.tn?done=close', 'closed');
has(sent(qt => '/admin/units/25195.vp/close', to => '2026-05-01')->{body}, qr/không giữ hồ sơ nào đang mở/, 'of another nothing is in hand');
lacks(body(qt => '/admin/units?q=25195.tn&on=2026-05-01'), qr{/admin/units/25195\.tn}, 'from then on it is not there');
# --- … with a unit that goes on: what is in hand goes to its head ---
my %end = (to => '2026-03-02', successor => '25195.vhxh');
has(sent(qt => '/admin/units/25195.kt/close', %end)->{body}, qr/id="close-successor-wrong">Đơn vị “25195\.vhxh” chưa có người đứng đầu/, 'one that nobody heads, beside it');
has(sent(qt => '/admin/units/25195.kt/close', %end, successor => '25195.kt')->{body}, qr/id="close-successor-wrong">Đơn vị kế thừa phải là một đơn vị khác/, 'itself');
has(sent(qt => '/admin/units/25195.kt/close', %end, successor => 'không có')->{body}, qr/id="close-successor-wrong">Không có đơn vị/, 'none of that name');
is(sent(qt => '/admin/people/pho/assign', unit => '25195.vhxh', post => 'head', from => '2026-03-02T08:05')->{status}, 303, 'it is given a head');
my $heir = sent(qt => '/admin/units/25195.kt/close', %end, to => '2026-03-10');
has($heir->{body}, qr/1 việc đang giữ chuyển cho[^<]*Phòng Văn hóa[^<]*; 3 phân công ở đây kết thúc/, 'what moves to whom, how many posts end');
has($heir->{body}, qr/name="successor" value="25195\.vhxh"/, 'the unit is kept');
has($office->get(tuan => "/dossiers/$code")->{body}, qr/Tuan/, 'nothing is done yet');
is(sent(qt => '/admin/units/25195.kt/close', %end, to => '2026-03-10', sure => 1)->{header}{location}, '/admin/units/25195.kt?done=close', 'done');
has(body(qt => '/admin/units/25195.kt'), qr{href="/admin/people/pho"}, 'its head is the other one\'s');
has(body(qt => '/admin/search?unit=25195.kt'), qr/chuyển giao cho đơn vị mới.*thôi phân công/s, 'each act stands in the ledger');
is(sent(qt => '/admin/units/25195.tn/fly')->{status}, 404, 'no other verb');
is(sent(qt => '/admin/units/nowhere/close', to => '2026-05-01')->{status}, 404, 'no other unit');

# --- people ---
my $short = sent(qt => '/admin/new-person', own_key => 'Nguyễn', name => 'Nguyễn Thị Đào');
has($short->{body}, qr/id="new-own_key-wrong">Mã “Nguyễn” không đúng dạng/, 'a key that is none');
has($short->{body}, qr/value="Nguyễn Thị Đào"/, 'the name is kept');
is(sent(qt => '/admin/new-person', own_key => 'cb77', name => 'Nguyễn Thị Đào')->{header}{location}, '/admin/people/cb77?done=add', 'added');
has(body(qt => '/admin/people?q=thi+dao'), qr{href="/admin/people/cb77"}, 'found by the name without accents');
has(body(qt => '/admin/people?q=cb7'), qr{Nguyễn Thị Đào}, 'and by the key');
has(body(qt => '/admin/people?q=zzzz'), qr/Không tìm thấy ai/, 'nobody, and it is said');

my %assign = (unit => 'trung tâm phục vụ hành chính công phường bình phước', post => 'clerk', from => '2026-03-02T08:00', to => '2026-06-30T17:00');
has(sent(qt => '/admin/people/cb77/assign', %assign, unit => 'x.y.z')->{body}, qr/id="assign-unit-wrong">Không có đơn vị “x\.y\.z”/, 'a unit that is not there');
my $late = sent(qt => '/admin/people/cb77/assign', %assign, to => '2026-03-01T08:00');
is($late->{status}, 422, 'an end before the beginning');
has($late->{body}, qr/value="2026-03-01T08:00"/, 'what was typed is kept');
is(sent(qt => '/admin/people/cb77/assign', %assign)->{header}{location}, '/admin/people/cb77?done=assign', 'assigned, the unit by its name');
my $person = body(qt => '/admin/people/cb77');
has($person, qr/Công chức tiếp nhận.*đang giữ/s, 'the post is shown');
has($person, qr{17:00 30/06}, 'with its end');
has(body(qt => '/admin/units/25195.mc'), qr{Nguyễn Thị Đào}, 'and at the unit');
has(sent(qt => '/admin/people/cb77/assign', %assign)->{body}, qr/id="assign-post-wrong">Người này đã giữ chức danh/, 'a second time it is refused beside the post');
is(sent(qt => '/admin/people/cb77/assign', unit => '25195.vp', post => 'records', from => '2026-09-01T07:30')->{status}, 303, 'a post of later');
has(body(qt => '/admin/people/cb77'), qr/sắp giữ/, 'is still to come');

# --- ending a post: what becomes of what is in hand there ---
my %tuan = (unit => '25195.kt', post => 'officer');
my $end = sent(qt => '/admin/people/tuan/end', %tuan);
is($end->{status}, 200, 'asked about once more');
has($end->{body}, qr/1 hồ sơ đang mở mà người này giữ ở đó sẽ chuyển sang Minh, Trưởng phòng/, 'who gets what is in hand');
my $chief = sent(qt => '/admin/people/minh/end', unit => '25195.kt', post => 'head');
has($chief->{body}, qr/không giữ hồ sơ nào đang mở/, 'who has nothing in hand leaves nothing');
is(sent(qt => '/admin/people/tuan/end', %tuan, to => '2026-02-01T08:00')->{status}, 422, 'not in the past');
has(sent(qt => '/admin/people/tuan/end', %tuan, to => '2026-02-01T08:00')->{body}, qr/id="end-0-to"[^>]*value="2026-02-01T08:00"/, 'the moment is kept');
is(sent(qt => '/admin/people/tuan/end', %tuan, sure => 1)->{header}{location}, '/admin/people/tuan?done=end', 'ended');
has(body(qt => '/admin/people/tuan?done=end'), qr/Đã ghi: thôi phân công.*đã thôi/s, 'which its page tells');
is(sent(qt => '/admin/people/tuan/end', %tuan, sure => 1)->{status}, 422, 'once');

# --- delegations ---
my $form = body(qt => '/admin/people/chu');
has($form, qr/<option value="25195 head"/, 'a post to give');
has($form, qr/<option value="minh"/, 'and to whom');
lacks($form, qr/<option value="chu"/, 'not to oneself');
my %give = (seat => '25195 head', to => 'minh', from => '2026-03-03T08:00', until => '2026-03-10T17:00');
has(sent(qt => '/admin/people/chu/delegate', %give, until => '')->{body}, qr/id="delegate-until-wrong">Cần ghi mục này/, 'without an end it is refused');
is(sent(qt => '/admin/people/chu/delegate', %give)->{header}{location}, '/admin/people/chu?done=delegate', 'delegated');
has(body(qt => '/admin/people/minh'), qr/Người ủy quyền.*Chu.*Minh/s, 'who was given it sees it too');
lacks(body(qt => '/admin/people/minh'), qr{action="/admin/people/minh/undelegate"}, 'but it is ended where it was given');
my ($at) = body(qt => '/admin/people/chu') =~ m{action="/admin/people/chu/undelegate".*?name="from" value="([^"]+)"}s;
is(sent(qt => '/admin/people/chu/undelegate', to => 'minh', unit => '25195', post => 'head', from => $at)->{header}{location},
	'/admin/people/chu?done=undelegate', 'ended');
has(body(qt => '/admin/people/pho'), qr/chỉ để ký: Hộ tịch/, 'one that is for signing alone says by what');
is(sent(qt => '/admin/people/chu/fly')->{status}, 404, 'no other verb');
is(sent(qt => '/admin/people/nobody/assign', %assign)->{status}, 404, 'nobody else');

# --- the ledger searched ---
my $search = body(qt => '/admin/search');
my ($rows) = $search =~ m{<tbody>(.*)</tbody>}s;
has($rows, qr{<td[^>]*>qt</td>.*?kết thúc ủy quyền<br>.*?Chủ tịch UBND phường · Phường Bình Phước.*?<a href="/admin/people/chu">Chu</a>}s,
	'the newest first, in plain words: who did what to whom');
has($search, qr{href="/admin/search\.csv"}, 'with the same as a file');
my $of = body(qt => "/admin/search?code=$code");
has($of, qr{nhận xử lý<br><span[^>]*>sau đó ở: Chuyên viên · Phòng Kinh tế}, 'of a dossier the kind of act, and the post it went to');
has($of, qr{<span class="code">\Q$code\E</span>}, 'its code');
lacks($of, qr{href="/dossiers/}, 'which leads nowhere, for an administrator has no right to read it');
lacks($of, qr{Lê Thị|Mẫu}, 'and nobody of outside is named');
lacks($of, qr{<tr>.*phân công}s, 'nothing else');
has(body(qt => '/admin/search?code=' . lc $code), qr{nhận xử lý}, 'a code in small letters');
my $tuan = body(qt => '/admin/search?who=tuan');
has($tuan, qr{nhận xử lý}, 'by who acted');
lacks($tuan, qr{<td[^>]*>Lan</td>}, 'and nobody else');
has(body(qt => '/admin/search?who=Thi+dao'), qr/Không có bút toán nào như vậy/, 'by a name without accents, who did nothing');
my $kind = body(qt => '/admin/search?kind=unit_closed');
has($kind, qr{đóng đơn vị<br>.*đến 01/05<.*<a href="/admin/units/25195\.tn">}s, 'by kind: the unit and the day');
is(() = $kind =~ /bút toán \d+/g, 2, 'two there are');
has(body(qt => '/admin/search?unit=25195.kt'), qr{<td[^>]*>Tuan</td>}, 'by the unit of who acted');
lacks(body(qt => '/admin/search?unit=25195.kt'), qr{<td[^>]*>Lan</td>}, 'without those of others');
has(body(qt => '/admin/search?unit=25195'), qr{<td[^>]*>Lan</td>}, 'a unit with those below it');
has(body(qt => '/admin/search?from=2026-03-02&to=2026-03-02&who=lan'), qr{tiếp nhận}, 'by days');
has(body(qt => '/admin/search?from=2026-03-03'), qr/Không có bút toán nào như vậy/, 'of tomorrow there is nothing');
# Page by page: each line once, and all of them.
my (%seen, $pages);
for (my $way = '/admin/search?kind=unit_created'; $way; $pages++) {
	my $page = body(qt => $way);
	$seen{$1}++ while $page =~ /bút toán (\d+)/g;
	($way) = $page =~ m{<a [^>]*href="(/admin/search[^"]*after=\d+)"};
	$way =~ s/&amp;/&/g if $way;
}
cmp_ok($pages, '>', 10, 'page by page');
is((grep { $_ > 1 } values %seen), 0, 'nothing twice');
# Refusals stand beside what they are about.
for my $w ([ 'who=khong.co' => 'who', 'Không có người “khong\.co”' ], [ 'who=c' => 'who', 'Có nhiều người như “c”' ],
	[ 'unit=x.y.z' => 'unit', 'Không có đơn vị “x\.y\.z”' ], [ 'code=H19.99-1' => 'code', 'H19\.99-1' ],
	[ 'from=2026-02-30' => 'from', '“2026-02-30” không phải' ]) {
	my $bad = got(qt => "/admin/search?$w->[0]");
	is($bad->{status}, 422, "$w->[0]: refused");
	has($bad->{body}, qr/id="search-$w->[1]-wrong">[^<]*$w->[2]/, 'beside it');
	my ($value) = $w->[0] =~ /=(.*)/;
	has($bad->{body}, qr/name="$w->[1]" value="\Q$value\E"/, 'and kept');
}
is(got(qt => '/admin/search?kind=nonsense')->{status}, 422, 'a kind that is none shows nothing');
has(body(qt => '/admin/search?kind=nonsense'), qr/id="search-kind-wrong">Không có loại việc “nonsense”/, 'and says so');
# Whoever may read a dossier is told all of it.
sent(qt => '/admin/people/qt/assign', unit => '25195.kt', post => 'officer');
my $reader = body(qt => "/admin/search?code=$code");
has($reader, qr{href="/dossiers/\Q$code\E"}, 'somebody with the right is led to it');
# The same as a file.
is(sent(qt => '/admin/units/25195.vhxh/rename', name => '=HYPERLINK("x")', type => 'room', parent => '25195', from => '2026-05-01')->{status}, 303,
	'a name that looks like a formula');
my $csv = got(qt => '/admin/search.csv?kind=unit_renamed');
is($csv->{header}{'content-type'}, 'text/csv; charset=utf-8', 'a file');
has($csv->{header}{'content-disposition'}, qr/attachment; filename="dunghen-so-cai-2026-03-02\.csv"/, 'with a name');
has($csv->{body}, qr/\A\x{feff}"Bút toán","Thời điểm","Mã cán bộ"/, 'its columns');
has($csv->{body}, qr/^\d+,"2026-03-02T[^"]+","qt","qt","unit_renamed","đổi tên đơn vị","'=HYPERLINK\(""x""\), từ 01\/05","","[^"]+"\r$/m,
	'a line of it: no formula for a spreadsheet, quotes doubled');
is(got(qt => '/admin/search.csv?who=khong.co')->{status}, 404, 'a question that is none is no file');

# --- English ---
my $jar = $office->{jar}{qt};
my $english = $office->{served}->get('/admin/units', Cookie => "$jar; lang=en")->{body};
has($english, qr/Units that exist on/, 'in English too');

done_testing();

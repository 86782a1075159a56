#!/usr/bin/perl
# The law as files in the browser: taken out, handed in, looked at, applied; the same bytes as
# by the command line.
use strict;
use warnings;
use utf8;
use File::Temp qw(tempdir);
use FindBin;
use JSON::PP;
use lib $FindBin::Bin;
use Office;
use Test::More;

binmode Test::More->builder->$_, ':encoding(UTF-8)' for qw(output failure_output);
my $dunghen = $ENV{DUNGHEN};
my ($root) = $FindBin::Bin =~ m{(.*)/test/http\z};
my $json = JSON::PP->new->utf8->canonical;
sub slurp { my ($f) = @_; open my $h, '<:raw', $f or die "$f: $!"; local $/ = undef; return <$h> }
sub spew { my ($f, $t) = @_; open my $h, '>:raw', $f or die "$f: $!"; print {$h} $t; return close $h }

my $office = Office->new(clock => '2026-03-05T08:00',
	people => { lan => 'clerk 25195.mc', tuan => 'officer 25195.kt', chu => 'head 25195' });
my ($open) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter',
	receiving => '25195.mc', owner => { name => 'Lê Thị Mẫu' } } ]);
my $out = tempdir(CLEANUP => 1);
is(system("$dunghen law export $out/law --db $office->{db} >/dev/null"), 0, 'exported by the command line');
is(system("$dunghen law export $out/law.zip --db $office->{db} >/dev/null"), 0, 'and into an archive');
is(`diff -r $root/law $out/law`, '', 'the files of a new store are those of law/');
isnt(system("$dunghen law export $out/law --db $office->{db} >/dev/null 2>&1"), 0, 'what is there is not overwritten');
my $before = `$dunghen law export $out/again --db $office->{db} --json`;
like($before, qr/"files":\d+,"ok":true/, 'told as JSON');
$office->serve(clock => '2026-03-05T08:05');

sub got { my $r = $office->get(@_); utf8::decode($r->{body}); return $r }
sub has { my ($text, $want, $name) = @_; return ok($text =~ $want, $name) }
sub lacks { my ($text, $not, $name) = @_; return ok($text !~ $not, $name) }
my $line = '----law';
sub hand_in {
	my ($who, $name, $bytes, %more) = @_;
	my $token = $more{token} // $office->hidden_token($who);
	my $body = "--$line\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n$token\r\n"
		. "--$line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"$name\"\r\n\r\n$bytes\r\n--$line--\r\n";
	my $r = $office->{served}->post('/admin/law', $body, Cookie => $office->{jar}{$who} // $office->enter($who),
		'Content-Type' => "multipart/form-data; boundary=$line");
	utf8::decode($r->{body});
	return $r;
}

# --- who may ---
for my $path (qw(/admin/law /admin/law.zip)) {
	is(got(qt => $path)->{status}, 200, "$path is there");
	is(got(chu => $path)->{status}, 403, 'not for a head');
}
is(hand_in('chu', 'x.zip', 'x')->{status}, 403, 'nor may a head hand in');
is(hand_in('qt', 'x.zip', 'x', token => 'x')->{status}, 403, 'nor a form of elsewhere');
has(got(qt => '/admin')->{body}, qr{href="/admin/law"}, 'the first page leads there');

# --- out ---
my $zip = $office->get(qt => '/admin/law.zip');
is($zip->{header}{'content-type'}, 'application/zip', 'an archive');
like($zip->{header}{'content-disposition'}, qr/dunghen-luat-2026-03-05\.zip/, 'with its day');
ok($zip->{body} eq slurp("$out/law.zip"), 'the same bytes as the command line gives');
has(got(qt => '/admin/law')->{body}, qr{procedures/1\.001612\.json</td><td[^>]*>[^<]*hộ kinh doanh}, 'the files in force are listed, with what they say');

# --- the same again: nothing to apply ---
my $same = hand_in('qt', 'luat.zip', $zip->{body});
is($same->{status}, 303, 'handed in');
has(got(qt => $same->{header}{location})->{body}, qr/Không có tệp nào khác/, 'nothing differs');

# --- a new version, and a calendar that comes late ---
my $p = $json->decode(slurp("$root/law/procedures/1.001612.json"));
$p->{versions}[0]{to} = '2026-03-06';
my $v = $json->decode($json->encode($p->{versions}[0]));
@$v{qw(number from limit)} = (2, '2026-03-06', '2d');
delete $v->{to};
push @{ $p->{versions} }, $v;
my $new = $json->encode($p);
my $r = hand_in('qt', 'C:\\luat\\ban moi.json', $new);
my $draft = $r->{header}{location};
like($draft, qr{^/admin/law/[0-9a-f]{16}$}, 'a file alone, under any name');
my $look = got(qt => $draft)->{body};
has($look, qr/Sẽ đổi 1 tệp/, 'what would change');
has($look, qr{procedures/1\.001612\.json</td><td[^>]*>[^<]*hộ kinh doanh[^<]*</td><td[^>]*><div>bản 2, từ 06/03}, 'which file, which procedure, which version');
has($look, qr{href="\Q$draft\E/procedures/1\.001612\?v=2(?:&amp;|&)with=1#diff"}, 'and a way to both side by side');
my $diff = got(qt => "$draft/procedures/1.001612?v=2&with=1")->{body};
has($diff, qr{3 ngày làm việc</td><td[^>]*>2 ngày làm việc}, 'side by side');
has($diff, qr/Chưa áp dụng/, 'and that it is not in force');
has($diff, qr{href="\Q$draft\E/procedures/1\.001612\?v=1"}, 'whose links stay with it');
is(got(qt => "$draft/procedures/9.9")->{status}, 404, 'a procedure there is not');
is(got(chu => $draft)->{status}, 403, 'not for a head');
lacks(got(qt => '/admin/procedures/1.001612')->{body}, qr/bản 2/, 'the store still follows the old');
has(got(qt => '/admin/law')->{body}, qr{href="\Q$draft\E">ban moi\.json</a>}, 'it waits on the first page');

# --- a made-up dossier goes through it before it is in force ---
has($diff, qr{href="\Q$draft\E/procedures/1\.001612/try\?v=2"}, 'a way to try it');
my $try = got(qt => "$draft/procedures/1.001612/try?v=2&with=1&at=2026-03-06T08:00")->{body};
has($try, qr{Khi tiếp nhận hẹn trả: 17:00 thứ Ba 10/03/2026}, 'what would be promised by its two days');
has($try, qr{17:00 thứ Tư 11/03/2026}, 'and by the three of the one before');
has($try, qr{Chưa áp dụng}, 'that it is not in force is said');
has($try, qr{Chuyên viên · Phòng[^<]*</td>}, 'who would hold it, by post');
lacks($try, qr{Tuan}, 'and nobody by name');
my ($ask_more) = map { s/&amp;/&/gr } $try =~ m{href="([^"]*/try\?way=forward%2Csupplement[^"]*)"};
ok($ask_more, 'ways on are links') or diag join "\n", $try =~ m{href="([^"]*/try[^"]*)"}g;
my $asked = got(qt => $ask_more =~ s/#.*//r)->{body};
has($asked, qr{Chờ bên ngoài</td><td[^>]*>người dân}, 'a supplement: the citizen has it');
has($asked, qr{Tạm dừng từ 09:57 06/03/2026}, 'which the date is derived from') or diag $asked =~ /<ol>.*?<\/ol>/s ? $& : '';
is(got(qt => '/admin/procedures/1.001612/try?way=fly')->{status}, 422, 'a way there is not');
is(got(qt => '/admin/procedures/1.001612/try?at=x')->{status}, 422, 'a time that is none');
is(got(qt => '/admin/procedures/1.001612/try?unit=x')->{status}, 422, 'a unit there is not');
is(got(qt => '/admin/procedures/1.001612/try?v=9')->{status}, 422, 'a version there is not');
is(got(qt => '/admin/procedures/9.9/try')->{status}, 404, 'a procedure there is not');
is(got(chu => '/admin/procedures/1.001612/try')->{status}, 403, 'not for a head');

# --- what is frozen, what has faults ---
(my $edited = slurp("$root/law/procedures/1.001612.json")) =~ s/"limit": "3d"/"limit": "4d"/;
$r = hand_in('qt', '1.001612.json', $edited);
$look = got(qt => $r->{header}{location})->{body};
has($look, qr/role="alert"><p><b>procedures\/1\.001612\.json: “1” trong versions đã có hồ sơ dùng/, 'what is frozen is refused, with file and place');
lacks($look, qr{/apply"}, 'and may not be applied');
is($office->post(qt => "$r->{header}{location}/apply", sure => 1)->{status}, 409, 'nor by a form');
(my $faulty = $new) =~ s/"limit":"2d"/"limit":"2x"/;
$faulty =~ s/"post":"officer"/"post":"wizard"/g;
$r = hand_in('qt', '1.001612.json', $faulty);
$look = got(qt => $r->{header}{location})->{body};
has($look, qr{procedures/1\.001612\.json</td><td[^>]*><code>\$\.versions\[1\]\.limit</code></td>}, 'faults with file and place');
is($office->post(qt => "$r->{header}{location}/apply", sure => 1)->{status}, 409, 'and may not be applied');
is($office->post(qt => "$r->{header}{location}/drop")->{header}{location}, '/admin/law?done=drop', 'dropped');
is(got(qt => $r->{header}{location})->{status}, 404, 'and gone');
is(hand_in('qt', 'x.json', '{')->{status}, 422, 'no JSON');
is(hand_in('qt', 'x.docx', 'x')->{status}, 422, 'none of law/');
is(hand_in('qt', 'x.zip', "PK\3\4" . 'x' x 60)->{status}, 422, 'a broken archive');
spew("$out/zeros.csv", "\0" x (4 << 20));
system('python3', '-m', 'zipfile', '-c', "$out/zeros.zip", "$out/zeros.csv") == 0 or die 'no archive';
cmp_ok(-s "$out/zeros.zip", '<', 100_000, 'a small archive');
is(hand_in('qt', 'x.zip', slurp("$out/zeros.zip"))->{status}, 413, 'which unpacks to too much');
is(hand_in('qt', '', '')->{status}, 422, 'nothing chosen');
is(hand_in('qt', 'x.csv', 'x' x (4 << 20))->{status}, 413, 'too much');

# --- applied ---
my $ask = $office->post(qt => "$draft/apply");
utf8::decode($ask->{body});
has($ask->{body}, qr/name="sure" value="1"/, 'it is asked once more');
has($ask->{body}, qr/Sẽ đưa 1 tệp luật vào kho/, 'and says what will be');
lacks(got(qt => '/admin/procedures/1.001612')->{body}, qr/bản 2/, 'nothing yet');
is($office->post(chu => "$draft/apply", sure => 1)->{status}, 403, 'not by a head');
is($office->post(qt => "$draft/apply", sure => 1)->{header}{location}, '/admin/law?done=1', 'applied');
has(got(qt => '/admin/law?done=1')->{body}, qr/Đã đưa 1 tệp luật vào kho/, 'and said');
is($office->post(qt => "$draft/apply", sure => 1)->{status}, 404, 'once');
has(got(qt => '/admin/procedures/1.001612')->{body}, qr/bản 2/, 'in force while it serves');
has(got(qt => '/admin/search?kind=law_file')->{body}, qr{<tbody>\s*<tr>.*?data-name="Người làm">(?!Hệ thống)[^<]*qt[^<]*</td>\s*<td[^>]*>nhập tệp luật<br><span[^>]*>procedures/1\.001612\.json}s, 'in the ledger by name, with the file');
has(got(tuan => "/dossiers/$open->{code}")->{body}, qr/3 ngày làm việc/, 'an open dossier keeps what it froze');

# --- a calendar, tried before it is applied ---
my ($header, @rows) = split /\n/, slurp("$root/law/calendar/holidays.csv");
my $saturday = '2026-03-07,Làm bù thử,swap_work,test';
utf8::encode($saturday);
my $table = join '', map { "$_\n" } $header, sort @rows, $saturday;
my $list = $json->decode(slurp("$root/law/calendars.json"));
push @{ $list->{calendars} }, { id => 'late', from => '2026-03-06', file => 'calendar/late.csv', mark => 'I', source => 'test' };
system("rm -rf $out/again $out/two.zip; mkdir -p $out/two/law/calendar") == 0 or die;
spew("$out/two/law/calendar/late.csv", $table);
spew("$out/two/law/calendars.json", $json->encode($list));
system('python3', '-m', 'zipfile', '-c', "$out/two.zip", "$out/two/law") == 0 or die 'no archive';
$r = hand_in('qt', 'two.zip', slurp("$out/two.zip"));
$draft = $r->{header}{location};
$look = got(qt => $draft)->{body};
has($look, qr{calendars\.json</td><td[^>]*>[^<]*</td><td[^>]*><div>late</div>}, 'packed elsewhere, within a folder');
has($look, qr{<option value="late">}, 'the new calendar can be tried');
my $tried = got(qt => "$draft?calendar=late")->{body};
has($tried, qr/Sẽ chuyển 1 hồ sơ sang lịch late; 1 hồ sơ có hạn trả khác trước/, 'how many open dossiers would move');
has($tried, qr{\Q$open->{code}\E</span></td><td[^>]*>17:00 thứ Ba 10/03/2026</td><td[^>]*>17:00 thứ Hai 09/03/2026</td>}, 'from when to when');
has(got(tuan => "/dossiers/$open->{code}")->{body}, qr{10/03}, 'which is not done');
is($office->post(qt => "$draft/apply", sure => 1)->{header}{location}, '/admin/law?done=2', 'applied too');
# --- rule sets ---
is(got(chu => '/admin/rule-sets')->{status}, 403, 'rule sets: not for a head');
my $rules = got(qt => '/admin/rule-sets')->{body};
has($rules, qr{R2025</a> <span class="chip ok">đang hiệu lực}, 'the one in force');
has($rules, qr{R2026</a> <span class="chip near">dự thảo}, 'and the draft');
has($rules, qr{Hết giờ nhận hồ sơ trả trong ngày</td><td[^>]*>15:00</td><td[^>]*>QĐ 663}, 'a value with its source');
has($rules, qr{Hồ sơ đang mở theo R2025.*?href="/admin/procedures/1\.001612">[^<]*</a> <span[^>]*>1\.001612</span></td><td[^>]*>1<}s, 'which dossiers follow it, by procedure');
my $two = got(qt => '/admin/rule-sets?set=R2025&with=R2021')->{body};
has($two, qr{Số hiệu biểu mẫu <span class="chip near">khác</span></td><td[^>]*>[^<]*dừng: —[^<]*</td><td[^>]*>[^<]*dừng: 05}, 'two side by side');
lacks($two, qr{Hẹn lại nhiều nhất <span}, 'what is alike bears no mark');
has(got(qt => '/admin/rule-sets?set=R2025&with=R2025')->{body}, qr/Hai bộ giống nhau/, 'one with itself');
has(got(qt => '/admin/rule-sets?set=nothing')->{body}, qr{<tr class="on"><td[^>]*><a[^>]*>R2025<}, 'another word shows the one in force');
my $sets = $json->decode(slurp("$root/law/rule-sets.json"));
my ($r2025) = grep { $_->{id} eq 'R2025' } @{ $sets->{rule_sets} };
my $next = $json->decode($json->encode($r2025));
@$next{qw(id from)} = ('R2030', '2030-01-01');
$r2025->{to} = '2030-01-01';
$next->{fields}{recall_minutes}{value} = 30;
push @{ $sets->{rule_sets} }, $next;
$r = hand_in('qt', 'rule-sets.json', $json->encode($sets));
$draft = $r->{header}{location};
my ($beside) = got(qt => $draft)->{body} =~ m{href="(\Q$draft\E/rule-sets\?[^"#]*)};
$beside =~ s/&amp;/&/g;
$beside =~ s/with=[^&]*/with=R2025/;
has(got(qt => $beside)->{body}, qr{Rút lại hồ sơ vừa chuyển trong <span class="chip near">khác</span></td><td[^>]*>15 phút[^<]*</td><td[^>]*>30 phút}, 'one that was handed in, beside the one in force');
is($office->{served}->stop, 0, 'it stops');

# --- round trip ---
is(system("$dunghen law export $out/now --db $office->{db} >/dev/null"), 0, 'taken out again');
is(slurp("$out/now/procedures/1.001612.json"), $new, 'the new file as it was handed in');
is(slurp("$out/now/calendar/late.csv"), $table, 'and the table');
like(`$dunghen law import $out/now --db $office->{db} --json`, qr/"files":\[\]/, 'taken in again nothing differs');
is(system("$dunghen law check $out/now >/dev/null"), 0, 'it is sound');
is(system("$dunghen verify --db $office->{db} >/dev/null"), 0, 'so is the store');
done_testing();

#!/usr/bin/perl
# Procedures with their versions, and calendars, for the administrator: on a law of two
# versions that differ in everything, and of a calendar that comes late.
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
my ($root) = $FindBin::Bin =~ m{(.*)/test/http\z};
my $law = tempdir(CLEANUP => 1) . '/law';
sub slurp { my ($f) = @_; open my $h, '<:raw', $f or die "$f: $!"; local $/ = undef; return <$h> }
sub spew { my ($f, $t) = @_; open my $h, '>:raw', $f or die "$f: $!"; print {$h} $t; return close $h }
my $json = JSON::PP->new->utf8->canonical;

system("cp -r $root/law $law") == 0 or die;
# --- a second version of a procedure, from 6 March on ---
my $file = "$law/procedures/1.001612.json";
my $p = $json->decode(slurp($file));
$p->{versions}[0]{to} = '2026-03-06';
my $v = $json->decode($json->encode($p->{versions}[0]));
@$v{qw(number from limit)} = (2, '2026-03-06', '2d');
delete $v->{to};
$v->{online} = JSON::PP::false;
splice @{ $v->{papers} }, 1, 1;
$v->{papers}[0]{originals} = 2;
push @{ $v->{papers} }, { id => 'lease', name => { vi => 'Hợp đồng thuê địa điểm', en => 'Lease' }, copies => 1 };
$v->{fees}[0]{tiers}[0]{amount} = 150_000;
$v->{steps}[1]{hours} = 6;
$v->{steps}[1]{post} = 'deputy';
push @{ $p->{versions} }, $v;
spew($file, $json->encode($p));
# --- a calendar that makes Saturday 7 March a working day, from 6 March on ---
my ($header, @rows) = split /\n/, slurp("$law/calendar/holidays.csv");
my $saturday = '2026-03-07,Làm bù thử,swap_work,test';
utf8::encode($saturday);
spew("$law/calendar/late.csv", join '', map { "$_\n" } $header, sort @rows, $saturday);
my $list = $json->decode(slurp("$law/calendars.json"));
push @{ $list->{calendars} }, { id => 'late', from => '2026-03-06', file => 'calendar/late.csv', mark => 'I', source => 'test' };
spew("$law/calendars.json", $json->encode($list));

my $office = Office->new(law => $law, clock => '2026-03-05T08:00',
	people => { lan => 'clerk 25195.mc', tuan => 'officer 25195.kt', minh => 'head 25195.kt', chu => 'head 25195' });
my ($moves) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter',
	receiving => '25195.mc', owner => { name => 'Lê Thị Mẫu' } } ]);
$office->serve(clock => '2026-03-06T08:00');
sub got { my $r = $office->get(@_); utf8::decode($r->{body}); return $r }
sub body { return got(@_)->{body} }
sub has { my ($text, $want, $name) = @_; return ok($text =~ $want, $name) }
sub lacks { my ($text, $not, $name) = @_; return ok($text !~ $not, $name) }

# --- who may ---
for my $path (qw(/admin/procedures /admin/procedures/1.001612 /admin/calendars)) {
	is(got(qt => $path)->{status}, 200, "$path is there");
	is(got(chu => $path)->{status}, 403, 'not for a head');
}
is($office->post(chu => '/admin/calendars')->{status}, 403, 'nor is the dry run');
is($office->post(qt => '/admin/calendars', token => 'x')->{status}, 403, 'nor without the token');
is(got(qt => '/admin/procedures/9.999999')->{status}, 404, 'a procedure there is not');
has(body(qt => '/admin'), qr{href="/admin/procedures".*href="/admin/calendars"}s, 'the first page leads there');

# --- the list ---
my $all = body(qt => '/admin/procedures');
has($all, qr{href="/admin/procedures/1\.001612">[^<]*</a> <span[^>]*>1\.001612</span></td>.*?2 ngày làm việc}s, 'all procedures with their limit');
has(body(qt => '/admin/procedures?q=ho+kinh+doanh'), qr{href="/admin/procedures/1\.001612"}, 'found by words without accents');
has(body(qt => '/admin/procedures?q=1.0016'), qr{1\.001612.*bản 2.*<td class="num"[^>]*>2<}s, 'or by the code, with the version in force and how many there are');
has(body(qt => '/admin/procedures?q=zzz'), qr/Không có thủ tục nào khớp/, 'or none');

# --- one: versions, the way through it ---
my $page = body(qt => '/admin/procedures/1.001612');
has($page, qr{<tr class="on"><td[^>]*><a[^>]*>bản 2</a> <span class="chip ok">đang hiệu lực}, 'the version in force is shown');
has($page, qr{bản 1</a></td><td[^>]*>01/07/2025</td><td[^>]*>06/03/2026</td>}, 'with the one before and its days');
my ($ribbon) = $page =~ m{<div class="ribbon">(.*?)</div>}s;
is(() = $ribbon =~ /<svg class="seg /g, 5, 'the picture has a box for each step');
is(() = $ribbon =~ /<svg class="lane"/g, 5, 'and a bar for each way back');
has($ribbon, qr/Bước 4 trả lại bước 2/, 'which says from where to where');
lacks($page, qr/ style=/, 'and no style of its own');
has($ribbon, qr{<li[^>]*>2\. Kiểm tra tên[^<]*Phó Thủ trưởng đơn vị · đơn vị “kt” của cơ quan giải quyết, 6 giờ</li>},
	'in words too, for whoever does not see it');
has(body(qt => '/admin/procedures/1.001612?v=1'), qr{Chuyên viên · đơn vị “kt” của cơ quan giải quyết, 1 ngày 4 giờ}, 'the other version can be looked at');

# --- two side by side ---
my $diff = body(qt => '/admin/procedures/1.001612?v=2&with=1') =~ m{<section class="card" id="diff">(.*?)</section>}s ? $1 : '';
sub row { my ($name, $old, $now) = @_; return qr{<td[^>]*>\Q$name\E[^/]*?(?:</span>)?</td>\s*<td[^>]*>$old</td><td[^>]*>$now</td>} }
has($diff, row('Thời hạn', '3 ngày làm việc', '2 ngày làm việc'), 'another limit');
has($diff, row('Nộp trực tuyến', 'có', 'không'), 'no more online');
has($diff, row('Giấy đề nghị đăng ký hộ kinh doanh', '1 bản chính', '2 bản chính'), 'another count of a paper');
has($diff, row('Giấy tờ pháp lý của chủ hộ, thành viên hộ', '1 bản chụp; [^<]*', '—'), 'a paper that is wanted no more');
has($diff, qr{Giấy tờ pháp lý[^<]*<span class="chip late">bỏ</span>}, 'which is said');
has($diff, row('Hợp đồng thuê địa điểm', '—', '1 bản chụp'), 'a new one');
has($diff, row('Lệ phí đăng ký hộ kinh doanh', '100\.000 đ một hồ sơ; [^<]*giảm 50%[^<]*', '150\.000 đ một hồ sơ; [^<]*'), 'another fee');
has($diff, row('Kiểm tra tên, ngành nghề, soạn giấy chứng nhận', 'Chuyên viên · [^;]*; 1 ngày 4 giờ; [^<]*', 'Phó Thủ trưởng đơn vị · [^;]*; 6 giờ; [^<]*'),
	'another post and other hours');
has($diff, qr{4 mục giống nhau}, 'how many steps are the same');
lacks($diff, qr/Lãnh đạo ký giấy chứng nhận<\/td>/, 'which are not repeated');
has(body(qt => '/admin/procedures/1.001612?v=2&with=2'), qr/Hai bản giống nhau/, 'one with itself');
lacks(body(qt => '/admin/procedures/1.001193'), qr/id="diff"/, 'where there is one version alone there is nothing to compare');
my $jar = $office->{jar}{qt};
my $english = $office->{served}->get('/admin/procedures/1.001612?v=2&with=1', Cookie => "$jar; lang=en")->{body};
has($english, qr{Step 4 back to step 2.*3 working days.*2 working days}s, 'in English too');

# --- calendars ---
my $calendars = body(qt => '/admin/calendars');
has($calendars, qr{<b>late</b> <span class="chip ok">đang hiệu lực.*<b>2026-1</b>}s, 'both calendars, the one in force marked');
has($calendars, qr{A</dt><dd>Giờ hành chính}, 'and the office hours');
lacks($calendars, qr/Sẽ chuyển/, 'nothing is tried unasked');
my $before = `$ENV{DUNGHEN} dossier show $moves->{code} --db $office->{db} --json`;
my $tried = $office->post(qt => '/admin/calendars');
utf8::decode($tried->{body});
is($tried->{status}, 200, 'the dry run');
has($tried->{body}, qr/Sẽ chuyển 1 hồ sơ sang lịch late; 1 hồ sơ có hạn trả khác trước \(chưa ghi gì\)/, 'says what would be');
has($tried->{body}, qr{\Q$moves->{code}\E</span></td><td[^>]*>17:00 thứ Ba 10/03/2026</td><td[^>]*>17:00 thứ Hai 09/03/2026</td>},
	'of which dossier, from when to when');
lacks($tried->{body}, qr/Lê Thị|Mẫu/, 'and of nobody');
is(`$ENV{DUNGHEN} dossier show $moves->{code} --db $office->{db} --json`, $before, 'and nothing was written');
done_testing();

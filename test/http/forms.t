#!/usr/bin/perl
# Printed forms as PDF, in all letters of Vietnamese: what each says, the same when it is
# printed again, for whoever may read the dossier; masked for who tracks it.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp qw(tempdir);
use Office;
use Test::More;

my $dir = tempdir(CLEANUP => 1);
my $o   = Office->new(clock => '2026-03-02T08:00', people => { lan => 'clerk 25195.mc', hoa => 'head 25195.mc',
	viet => 'head so-nv.vl',
	tuan => 'officer 25195.kt', minh => 'head 25195.kt', chu => 'head 25195' });
my %person = (name => 'Nguyễn Thị Ỡm Ờ Ẵng', id_number => '075190001234', phone => '0912345678',
	address => 'Số 12, đường Trần Hưng Đạo');
my ($made) = $o->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Lê Quốc Thử', address => 'Ấp 5' }, submitter => { %person },
	papers => [ { paper => 'form', originals => 1 }, { paper => 'owner', copies => 1 }, { paper => 'minutes', certified => 1, copies => 2 } ] } ]);
my $code = $made->{code};

# Others that things happened to, by what the papers are for.
sub brought { return { procedure => '1.001612', channel => 'counter', receiving => '25195.mc', owner => { %person } } }
my @then = map { "2026-03-02T08:0$_" } 0 .. 9;
my ($asked) = $o->act([ lan => submit => brought() ]);
my $items = join "\n", 'Giấy đề nghị thiếu chữ ký.', map { "Mục $_: " . 'ghi rõ ngành nghề, địa chỉ trụ sở, số điện thoại liên hệ. ' x 4 } 1 .. 14;
$o->act([ lan => ask_at_intake => { dossier => $asked->{code}, items => $items, wanted => [ 'form', 'owner' ] } ]);
my ($declined) = $o->act([ lan => submit => brought() ]);
$o->act([ lan => decline => { dossier => $declined->{code}, reason => 'D01', note => 'Hộ kinh doanh đặt tại xã khác; nộp tại nơi đặt trụ sở.' } ]);
# Late: sorry once, then given up; and two that were stopped.
my ($late, $gone) = map { ($o->act([ lan => receive_new => { %{ brought() }, papers => [ { paper => 'form', originals => 1 }, { paper => 'owner', copies => 2 } ] } ]))[0]{code} } 1 .. 2;
$o->act([ lan => hand_over => { dossier => $late, outcome => 'forward' } ], [ tuan => take => { dossier => $late } ],
	[ lan => fee_receipt => { dossier => $late } ],
	[ chu => sign_apology => { dossier => $late, days => 4, cause => '25195.kt', reason => 'Chuyên viên phụ trách nghỉ ốm, chưa có người thay.' } ],
	[ minh => stop => { dossier => $late, ground => 'dispute', note => 'Hai thành viên tranh chấp quyền đứng tên.' } ],
	[ lan => withdraw => { dossier => $gone, reason => 'Người nộp đổi địa điểm kinh doanh.' } ]);
my ($short) = $o->act([ lan => receive_new => brought() ]);
my %short = (dossier => $short->{code});
$o->act([ lan => hand_over => { %short, outcome => 'forward' } ], [ tuan => take => {%short} ],
	[ tuan => ask_supplement => { %short, items => 'Biên bản họp của các thành viên.', wanted => ['minutes'] }, $then[1] ],
	[ lan => notice_delivered => { %short, notice => 'supplement', how => 'signature' }, $then[2] ],
	[ lan => supplement_received => { %short, papers => [ { paper => 'minutes', copies => 1 } ] }, $then[3] ],
	[ tuan => ask_supplement => { %short, signer => 'minh', items => 'Bản sao căn cước của thành viên thứ hai.', why => 'Biên bản mới nộp có thêm một thành viên.' }, $then[4] ]);
$o->act(map { [ lan => receive_new => { %{ brought() }, procedure => $_ % 2 ? '1.001612' : '1.001193',
	owner => { name => "Công ty TNHH Thương mại Dịch vụ Xuất nhập khẩu Ví Dụ Số $_" } }, $then[5] ] } 1 .. 40);
my $s    = $o->serve(clock => '2026-03-02T08:10');
my $path = "/dossiers/$code/forms/receipt.pdf";

sub text {
	my ($bytes) = @_;
	open my $f, '>:raw', "$dir/f.pdf" or die;
	print {$f} $bytes;
	close $f;
	return scalar `pdftotext -layout $dir/f.pdf -`;
}

my $r = $o->get('lan', $path);
is($r->{status}, 200, 'it is printed');
is($r->{header}{'content-type'}, 'application/pdf', 'as PDF');
like($r->{body}, qr/\A%PDF-1/, 'which it is');
my $t = text($r->{body});
like($t, qr/\Q$_\E/, "it says $_") for 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc',
	'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ', $code, 'Lê Quốc Thử', 'Ấp 5', $person{name}, $person{address}, '091234••••', '07519000••••',
	'Đăng ký thành lập hộ kinh doanh', '3 ngày làm việc', '08 giờ 00 phút, ngày 02 tháng 03 năm 2026',
	'17 giờ 00 phút, ngày 05 tháng 03 năm 2026', '100.000 đ', 'Lan', 'http://x/track';
like($t, qr/Giấy đề nghị đăng ký hộ kinh doanh\s+1\b/, 'a paper and how often');
like($t, qr/1\s+2\n/, 'certified ones and copies');
unlike(scalar `pdffonts $dir/f.pdf`, qr/DejaVu|no\s+no/, 'in one font, which comes with it');

is($o->get('viet', $path)->{status}, 403, 'not for another unit');
is($s->get($path)->{status}, 303, 'nor for nobody');
is($o->get('lan', '/dossiers/H19.21-260302-9999/forms/receipt.pdf')->{status}, 404, 'nor of a dossier that is none');

# What changes later does not change it.
$o->post('lan', "/dossiers/$code/act/hand_over?outcome=forward");
ok($o->get('lan', $path)->{body} eq $r->{body}, 'printed again it is the same, byte for byte');
like($o->get('lan', "/dossiers/$code")->{body}, qr{href="\Q$path\E"}, 'the page leads to it');

# Nor does the procedure it should have been: the receipt says what was promised (rule 17).
like($o->get('lan', "/dossiers/$code")->{body}, qr{hx-post="/counter/procedures".*name="procedure-find"}s, 'which is typed for as at the reception');
my $wrong = $o->post('lan', "/dossiers/$code/act/correct_procedure", 'procedure-find' => 'khong co ten nay', reason => 'nhầm');
like($wrong->{body}, qr/id="correct_procedure-procedure-find-wrong"/, 'what is not found is said at its field');
my $meant = $o->post('lan', "/dossiers/$code/act/correct_procedure", 'procedure-find' => 'tro cap xa hoi', reason => 'nhầm');
utf8::decode($meant->{body});
like($meant->{body}, qr/1\.001776 \p{Lu}\w+.*name="sure"/s, 'words without accents find it, and the second question names it');
$o->post('lan', "/dossiers/$code/act/correct_procedure?sure=1", procedure => '1.001776', reason => 'nhầm thủ tục', sure => 1);
like(`$ENV{DUNGHEN} dossier timeline $code --db $o->{db} --json`, qr/"kind":"procedure_corrected"/, 'the procedure is corrected');
ok($o->get('lan', $path)->{body} eq $r->{body}, 'and the receipt is what it was');

# --- what the others say ---
# The form, as somebody gets it; its pieces; and that a second print is the same.
sub form {
	my ($who, $ref, $form, @pieces) = @_;
	my $r = $o->get($who, "/dossiers/$ref/forms/$form.pdf");
	is($r->{status}, 200, "$form is printed");
	my $t = text($r->{body});
	my $flat = scalar(`pdftotext -raw $dir/f.pdf -`) =~ s/\s+/ /gr;	# lines break where there is room
	like($flat, qr/\Q$_\E/, "$form says $_") for @pieces;
	ok($o->get($who, "/dossiers/$ref/forms/$form.pdf")->{body} eq $r->{body}, 'twice the same');
	return ($t, $r->{body});
}
my ($t2) = form('lan', $asked->{code}, 'supplement', 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ', "Số: $asked->{code}/HDHS-1",
	'Lần 1, khi kiểm tra hồ sơ trước khi tiếp nhận', $person{name}, '091234••••', 'Giấy đề nghị thiếu chữ ký.', 'Mục 14: ghi rõ',
	'Hồ sơ được tiếp nhận khi có đủ giấy tờ trên', 'Lan', 'Mẫu số 02');
like($t2, qr/Giấy đề nghị đăng ký hộ kinh doanh\s+1\n/, 'with what is wanted, and how often');
like($t2, qr/\f\s+2\n/, 'a long one goes on on a second page, which has its number');
is(() = $t2 =~ /Mẫu số 02 · \Q$asked->{code}\E/g, 2, 'and the form at the foot of both');
form('lan', $declined->{code}, 'decline', 'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ', "Số: $declined->{code}/TCHS", $person{name}, $person{address},
	'Đăng ký thành lập hộ kinh doanh', 'Hộ kinh doanh đặt tại xã khác; nộp tại nơi đặt trụ sở.', '08 giờ 00 phút, ngày 02 tháng 03 năm 2026', 'Mẫu số 03');
my (undef, $first) = form('tuan', $short->{code}, 'supplement', 'Lần 1, khi thẩm định hồ sơ', 'Biên bản họp của các thành viên.', '30 ngày theo lịch, kể từ khi nhận được phiếu này',
	'Thời gian giải quyết tạm dừng', 'NGƯỜI HƯỚNG DẪN', 'Tuan');
form('tuan', $short->{code}, 'supplement-2', "Số: $short->{code}/HDHS-2", 'Bản sao căn cước của thành viên thứ hai.', 'Biên bản mới nộp có thêm một thành viên.',
	'không làm dừng thời gian giải quyết', 'TRƯỞNG PHÒNG', 'Minh');
form('lan', $late, 'apology', 'VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT', "Số: $late/XL", 'Kính gửi', $person{name},
	'Đăng ký thành lập hộ kinh doanh', '08 giờ 00 phút, ngày 02 tháng 03 năm 2026', '17 giờ 00 phút, ngày 05 tháng 03 năm 2026', 'Kiểm tra tên, ngành nghề, soạn giấy chứng nhận',
	'Phòng Kinh tế, Hạ tầng và Đô thị phường Bình Phước', 'Chuyên viên phụ trách nghỉ ốm, chưa có người thay.', 'xin lỗi Ông/Bà',
	'17 giờ 00 phút, ngày 11 tháng 03 năm 2026', 'Nơi nhận:', 'CHỦ TỊCH', 'Chu', 'Mẫu số 04');
form('lan', $late, 'stop', 'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ', "Số: $late/TB-DGQ", 'không có; cơ quan giải quyết quyết định dừng', 'Kiểm tra tên, ngành nghề',
	'dừng giải quyết hồ sơ từ 08 giờ 00 phút, ngày 02 tháng 03 năm 2026', 'đã thu 100.000 đ, biên lai số 000001; hoàn trả theo quy định', 'Hai thành viên tranh chấp quyền đứng tên.',
	'Giấy tờ pháp lý của chủ hộ, thành viên hộ', 'TRƯỞNG PHÒNG', 'Minh', 'Mẫu số 05');
form('lan', $gone, 'stop', 'xin rút hồ sơ', 'Tiếp nhận, kiểm tra, số hóa', 'chưa thu', 'Người nộp đổi địa điểm kinh doanh.', 'NGƯỜI TIẾP NHẬN HỒ SƠ', 'Lan', 'Mẫu số 05');
form('minh', $short->{code}, 'control', 'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ', $person{name}, '08 giờ 00 phút, ngày 02 tháng 03 năm 2026',
	'Giấy tờ kèm theo Biên bản họp', '1. Giao: người dân', '2. Nhận: Lan, Trung tâm Phục vụ', '2. Nhận: Tuan, Phòng Kinh tế', 'Chờ người dân bổ sung hồ sơ', 'Đã xử lý 08:00 02/03/2026',
	'Trước hạn 2h00', 'Đang xử lý', 'Mẫu số 06');
is(() = scalar(`pdftotext -raw $dir/f.pdf -`) =~ /^\d+ 1\. Giao:/mg, 4, 'a row for each hand-over');
form('lan', $late, 'fee', 'BIÊN LAI THU PHÍ, LỆ PHÍ', 'Số: 000001', $person{name}, 'Lệ phí đăng ký hộ kinh doanh', '100.000 đ', 'một trăm nghìn đồng', 'NGƯỜI THU TIỀN', 'Lan');
is($o->get('lan', "/dossiers/$late/forms/fee-2.pdf")->{status}, 404, 'there is no second receipt');
like($o->get('lan', '/counter/fees')->{body}, qr{href="/dossiers/$late/forms/fee-1\.pdf"}, 'the day book leads to the receipt');
like($o->get('lan', "/counter/received/$late")->{body}, qr{href="/dossiers/$late/forms/fee\.pdf"}, 'and the page of its reception');
like($o->get('lan', "/counter/hand-out/$late")->{body}, qr{href="/dossiers/$late/forms/fee\.pdf"}, 'and that of its hand-out');
is($o->post('lan', '/counter/fees', day => '2026-03-02', code => $late, no => 1, 'reason-1' => 'dừng hồ sơ', do => 'refund', sure => 1)->{status}, 303, 'it is given back');
form('lan', $late, 'fee-1', 'Số: 000001', 'ĐÃ HOÀN TRẢ 100.000 đ lúc 08 giờ 10 phút, ngày 02 tháng 03 năm 2026');
# --- the register of a counter ---
my $book = '/counter/register.pdf?from=2026-03-02&to=2026-03-08';
my $r7   = $o->get('lan', $book);
is($r7->{status}, 200, 'the register is printed');
my $t7    = text($r7->{body});
my $pages = () = $t7 =~ /\f/g;
cmp_ok($pages, '>', 2, 'on several pages');
is(() = $t7 =~ /Mẫu số 07 · 25195\.mc/g, $pages, 'each with the form at its foot');
is(() = $t7 =~ /TT\s+Mã hồ sơ\s+Thủ tục/g, $pages, 'and the head of the table at its top');
like($t7, qr/\f\s+2\n/, 'and its number');
like($t7, qr/\Q$_\E/, "with $_") for 'SỔ THEO DÕI HỒ SƠ', 'Hồ sơ tiếp nhận từ 02/03/2026 đến 08/03/2026', 'Cộng: 44 hồ sơ.', 'Nguyễn T', $code, $late, $gone;
unlike($t7, qr/\Q$_\E/, 'and without the name or number of anybody') for $person{name}, $person{phone}, $person{id_number}, '••••', '5678', '1234';
unlike($t7, qr/\Q$asked->{code}\E/, 'nor what was not received');
ok($o->get('lan', $book)->{body} eq $r7->{body}, 'twice the same');
like(text($o->get('lan', '/counter/register.pdf?from=2026-03-03&to=2026-03-03')->{body}), qr/Không tiếp nhận hồ sơ nào/, 'a day without any');
for my $period ('from=2026-03-02&to=2026-04-02', 'from=2026-03-02&to=2026-03-01') {
	my $no = $o->get('lan', "/counter/register.pdf?$period");
	is($no->{status}, 422, "$period: refused");
	like($no->{body}, qr/nhiều nhất 31 ngày/, 'with what may be');
}
is($o->get('tuan', $book)->{status}, 403, 'who sits at no counter has none');
like($o->get('lan', '/counter/fees')->{body}, qr{action="/counter/register\.pdf"}, 'the day book asks for its days');
is($o->get('tuan', "/dossiers/$short->{code}/forms/$_.pdf")->{status}, 404, "$_: there is none") for qw(supplement-3 decline apology stop supplement-0 supplement-x none);
is($o->get('tuan', "/dossiers/$short->{code}/forms/receipt")->{status}, 404, 'nor without its end');
like($o->get('tuan', "/dossiers/$short->{code}/forms/decline.pdf")->{body}, qr/không có giấy tờ “decline”/, 'which is said');
like($o->get('tuan', "/dossiers/$short->{code}")->{body}, qr{href="/dossiers/$short->{code}/forms/$_\.pdf"}, "the page of the dossier leads to $_") for qw(receipt supplement supplement-2);
unlike($o->get('tuan', "/dossiers/$short->{code}")->{body}, qr{forms/decline}, 'and to no other');
like($o->get('lan', "/counter/received/$asked->{code}")->{body}, qr{href="/dossiers/$asked->{code}/forms/supplement\.pdf"}, 'the counter, when it has asked');
like($o->get('lan', "/counter/received/$declined->{code}")->{body}, qr{href="/dossiers/$declined->{code}/forms/decline\.pdf"}, 'and when it has declined');

# --- who tracks it has them masked (rule 41) ---
my $public = "/track/$short->{code}/forms/supplement.pdf";
is($s->get($public)->{status}, 303, 'without the digits nobody');
my ($pass) = $s->post('/track', "code=$short->{code}&digits=1234")->{header}{'set-cookie'} =~ /^([^;]+)/;
my $seen = $s->get($public, Cookie => $pass);
is($seen->{status}, 200, 'with them it is shown');
my $masked = text($seen->{body});
like($masked, qr/\Q$_\E/, "with $_") for 'Nguyễn T', 'Biên bản họp và văn bản ủy quyền', 'Bản tra cứu trực tuyến', 'Mẫu số 02';
unlike($masked, qr/\Q$_\E/, "without $_") for $person{name}, '091', '678', '234', '0751', $person{address}, 'Biên bản họp của các thành viên.', 'Tuan';
like($s->get("/track/$short->{code}", Cookie => $pass)->{body}, qr{href="\Q$public\E"}, 'the tracking page leads to it');
is($s->get("/track/$code/forms/receipt.pdf", Cookie => $pass)->{status}, 303, 'the digits of one dossier open no other');
is($s->get("/track/$short->{code}/forms/$_.pdf", Cookie => $pass)->{status}, 404, "nor $_") for qw(decline control);

# What follows changes nothing of what was handed out.
$o->post('tuan', "/dossiers/$short->{code}/act/hand_over?outcome=forward");
ok($o->get('tuan', "/dossiers/$short->{code}/forms/supplement.pdf")->{body} eq $first, 'the first request is what it was');
$s->stop;
is(scalar `$ENV{DUNGHEN} form $short->{code} --db $o->{db}` =~ tr/\n//, 4, 'the command line lists them');
ok(scalar `$ENV{DUNGHEN} form 25195.mc register --as lan --from 2026-03-02 --to 2026-03-08 --db $o->{db}` eq $r7->{body}, 'and prints the register, the same');
is(system("$ENV{DUNGHEN} form 25195.mc register --as viet --from 2026-03-02 --db $o->{db} >/dev/null 2>&1") >> 8, 1, 'not for another unit');
umask 022;
open my $open, '>', "$dir/g.pdf" or die;
close $open or die;
chmod 0644, "$dir/g.pdf";
is(system("$ENV{DUNGHEN} form $code receipt --as lan --db $o->{db} --site http://x --out $dir/g.pdf"), 0,
	'the command line prints it too');
open my $g, '<:raw', "$dir/g.pdf" or die;
{ local $/ = undef; ok(<$g> eq $r->{body}, 'and the same') }
is((stat "$dir/g.pdf")[2] & 0777, 0600, 'for nobody else to read, also where a file lay open');
system("$ENV{DUNGHEN} form $code receipt --as lan --db $o->{db} --site http://x --out $dir/h.pdf");
is((stat "$dir/h.pdf")[2] & 0777, 0600, 'a new one neither');
done_testing();

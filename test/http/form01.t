#!/usr/bin/perl
# Form 01 as PDF: what a citizen takes home, in all letters of Vietnamese, the same when it
# is printed again, for whoever may read the dossier.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp qw(tempdir);
use Office;
use Test::More;

my $dir = tempdir(CLEANUP => 1);
my $o   = Office->new(clock => '2026-03-02T08:00', people => { lan => 'clerk 25195.mc', hoa => 'head 25195.mc',
	viet => 'head so-nv.vl' });
my %person = (name => 'Nguyễn Thị Ỡm Ờ Ẵng', id_number => '075190001234', phone => '0912345678',
	address => 'Số 12, đường Trần Hưng Đạo');
my ($made) = $o->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Lê Quốc Thử', address => 'Ấp 5' }, submitter => { %person },
	papers => [ { paper => 'form', originals => 1 }, { paper => 'owner', copies => 1 }, { paper => 'minutes', certified => 1, copies => 2 } ] } ]);
my $code = $made->{code};
my $s    = $o->serve;
my $path = "/dossiers/$code/form01.pdf";

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
	'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ', $code, 'Lê Quốc Thử', 'Ấp 5', values %person,
	'Đăng ký thành lập hộ kinh doanh', '3 ngày làm việc', '08 giờ 00 phút, ngày 02 tháng 03 năm 2026',
	'17 giờ 00 phút, ngày 05 tháng 03 năm 2026', '100.000 đ', 'Lan', 'http://x/track';
like($t, qr/Giấy đề nghị đăng ký hộ kinh doanh\s+1\b/, 'a paper and how often');
like($t, qr/1\s+2\n/, 'certified ones and copies');
unlike(scalar `pdffonts $dir/f.pdf`, qr/DejaVu|no\s+no/, 'in one font, which comes with it');

is($o->get('viet', $path)->{status}, 403, 'not for another unit');
is($s->get($path)->{status}, 303, 'nor for nobody');
is($o->get('lan', '/dossiers/H19.21-260302-9999/form01.pdf')->{status}, 404, 'nor of a dossier that is none');

# What changes later does not change it.
$o->post('lan', "/dossiers/$code/act/hand_over?outcome=forward");
ok($o->get('lan', $path)->{body} eq $r->{body}, 'printed again it is the same, byte for byte');
like($o->get('lan', "/dossiers/$code")->{body}, qr{href="\Q$path\E"}, 'the page leads to it');

# Nor does the procedure it should have been: the receipt says what was promised (rule 17).
$o->post('lan', "/dossiers/$code/act/correct_procedure?sure=1", procedure => '1.001776', reason => 'nhầm thủ tục', sure => 1);
like(`$ENV{DUNGHEN} dossier timeline $code --db $o->{db} --json`, qr/"kind":"procedure_corrected"/, 'the procedure is corrected');
ok($o->get('lan', $path)->{body} eq $r->{body}, 'and the receipt is what it was');
$s->stop;
umask 022;
open my $open, '>', "$dir/g.pdf" or die;
close $open or die;
chmod 0644, "$dir/g.pdf";
is(system("$ENV{DUNGHEN} form01 $code --as lan --db $o->{db} --site http://x --out $dir/g.pdf"), 0,
	'the command line prints it too');
open my $g, '<:raw', "$dir/g.pdf" or die;
{ local $/ = undef; ok(<$g> eq $r->{body}, 'and the same') }
is((stat "$dir/g.pdf")[2] & 0777, 0600, 'for nobody else to read, also where a file lay open');
system("$ENV{DUNGHEN} form01 $code --as lan --db $o->{db} --site http://x --out $dir/h.pdf");
is((stat "$dir/h.pdf")[2] & 0777, 0600, 'a new one neither');
done_testing();

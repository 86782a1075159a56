#!/usr/bin/perl
# Procedures out of a workbook: columns shown, differences first, then law like any other.
use strict;
use warnings;
use Cwd qw(abs_path);
use Encode qw(decode_utf8);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;
use lib dirname(abs_path(__FILE__));
use book;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

sub slurp { my ($f) = @_; open my $h, '<:raw', $f or die "$f: $!"; local $/; return <$h> }
sub run {
	my ($words) = @_;
	my $out = `cd $dir && timeout 60 $dunghen $words --db $dir/s 2>$dir/err`;
	return ($? >> 8, $out);
}
sub json_lines { return map { decode_json($_) } split /\n/, $_[0] }
sub entries { return decode_json((run('ledger head --json'))[1])->{size} }
sub take { my ($sheets, $words) = @_; book::make("$dir/b.xlsx", sheets => $sheets); return run("law import b.xlsx $words") }

is(system("$dunghen init --db $dir/s --mode test --seed 1 --clock 2026-03-02T08:00 --admin qt >/dev/null"), 0, 'a store');

my @procedures = ([ 'QUYẾT ĐỊNH CÔNG BỐ' ],
	[ 'Mã thủ tục', 'Tên thủ tục', 'Cấp', 'Lĩnh vực', 'Hiệu lực từ', 'Thời hạn giải quyết', 'Trực tuyến', 'Lưu trữ',
		'Số lần bổ sung', 'Bổ sung trước ngày thứ', 'Lệ phí', 'Tên lệ phí', 'Căn cứ', 'Ghi chú' ],
	# one in force: only its limit is another one
	[ '1.001612', undef, undef, undef, [ n => 46204, 1 ], '5 ngày làm việc', undef, undef, undef, undef, undef, undef, undef, 'x' ],
	# a new one
	[ '9.000001', 'Cấp phép thử', 'Cấp xã', 'Thử nghiệm', '01/07/2026', '12 giờ làm việc', 'x', [ n => 10 ], [ n => 1 ], [ n => 2 ],
		[ n => 50000 ], 'Lệ phí cấp phép', 'Quyết định thử' ]);
my @steps = ([ 'Mã thủ tục', 'STT', 'Loại bước', 'Tên bước', 'Đơn vị', 'Chức danh', 'Số giờ' ],
	[ '9.000001', [ n => 1 ], 'Tiếp nhận', 'Tiếp nhận hồ sơ', 'Bộ phận Một cửa', 'Cán bộ một cửa', [ n => 1 ] ],
	[ '9.000001', [ n => 2 ], 'Thẩm định', 'Thẩm định hồ sơ', 'Phòng Kinh tế', 'Chuyên viên', '6 giờ' ],
	[ '9.000001', [ n => 3 ], 'Ký duyệt', 'Ký giấy phép', 'UBND', 'Chủ tịch', [ n => 3 ] ],
	[ '9.000001', [ n => 4 ], 'Văn thư', 'Vào sổ, đóng dấu', 'Văn phòng', 'Văn thư', [ n => 2 ] ]);
my @papers = ([ 'Mã thủ tục', 'Tên giấy tờ', 'Bản chính', 'Bản sao', 'Không bắt buộc' ],
	[ '9.000001', 'Đơn đề nghị', [ n => 1 ] ], [ '9.000001', 'Ảnh', undef, [ n => 2 ], 'x' ]);
my @sheets = ([ 'Thủ tục', \@procedures ], [ 'Các bước', \@steps ], [ 'Giấy tờ', \@papers ]);

# A dry run: columns, then what would change; nothing is written.
my $before = entries();
my ($status, $out) = take(\@sheets, '--dry-run --json');
is($status, 0, 'a dry run') or diag $out, slurp("$dir/err");
my ($map, @changes) = json_lines($out);
my %field = map { (Encode::encode_utf8("$_->{sheet}:$_->{column}") => $_->{field}) } @{ $map->{columns} };
is($field{'procedures:Thời hạn giải quyết'}, 'limit', 'columns are known by their heads');
is($field{'steps:STT'}, 'step', 'on each sheet');
is($field{'procedures:Ghi chú'}, undef, 'what nobody knows is left out');
is_deeply([ map { [ $_->{file}, $_->{new} ? 1 : 0, $_->{version} ] } @changes ],
	[ [ 'procedures/1.001612.json', 0, 2 ], [ 'procedures/9.000001.json', 1, 1 ] ], 'what would change') or diag $out;
is($changes[0]{difference}, decode_utf8('thời hạn 3d → 5d'), 'and by what, nothing else');
is(entries(), $before, 'nothing was written');
like((take(\@sheets, '--dry-run --lang en'))[1], qr/limit 3d → 5d.*2 law files would come/s, 'in words');

# The files to be read again.
($status, $out) = take(\@sheets, '--out made');
is($status, 0, 'only the files') or diag $out;
my $made = decode_json(slurp("$dir/made/procedures/9.000001.json"));
my $v = $made->{versions}[0];
is("$v->{limit} $v->{from} $v->{retention_years}", '12h 2026-07-01 10', 'as the sheet says');
is_deeply([ map { "$_->{id} $_->{kind} " . join ',', map { $_->{id} . ($_->{to} ? ">$_->{to}" : '') } @{ $_->{outcomes} } } @{ $v->{steps} } ],
	[ 's1 intake forward>s2', 's2 work finish>s3,deny>s3,not-eligible>s3,return-s1>s1', 's3 sign forward>s4,return-s2>s2',
		's4 issue return-s2>s2,return-s3>s3' ], 'ways nobody wrote are the usual ones') or diag explain $v->{steps};
is($v->{fees}[0]{tiers}[0]{amount}, 50000, 'the fee');
is_deeply([ map { $_->{id} } @{ $v->{papers} } ], [ 'p1', 'p2' ], 'the papers');
my $old = decode_json(slurp("$dir/made/procedures/1.001612.json"));
is("$old->{versions}[0]{to} $old->{versions}[1]{from}", '2026-07-01 2026-07-01', 'the version before ends where the new one begins');
is_deeply($old->{versions}[1]{steps}, $old->{versions}[0]{steps}, 'what the sheet does not say stays');
is((run('law check made'))[0], 1, 'a folder of procedures alone is no whole law');
is((take(\@sheets, '--out made'))[0], 1, 'a folder that is there is left alone');

# For good, and once more.
($status, $out) = take(\@sheets, '');
is($status, 0, 'for good') or diag $out, slurp("$dir/err");
is(entries(), $before + 2, 'an entry for each file');
$before = entries();
($status, $out) = take(\@sheets, '--json');
is($status, 0, 'once more');
is(entries(), $before, 'nothing new is nothing written') or diag $out;

# Overridden, and wrong.
my @odd = @{ [ map { [ @$_ ] } @steps ] };
$odd[0][3] = 'Việc';
my $new = sub { my ($n) = @_; return [ map { my @r = @$_; $r[0] =~ s/^9\.000001$/9.00000$n/ if defined $r[0]; \@r } @{ $_[1] } ] };
my @second = ([ 'Thủ tục', [ @procedures[ 0, 1 ], @{ $new->(2, [ $procedures[3] ]) } ] ], [ 'Các bước', $new->(2, \@odd) ]);
is((json_lines((take(\@second, '--dry-run --json'))[1]))[-1]{code}, 'law.table.missing', 'a column that nobody knows');
($status, $out) = take(\@second, "--dry-run --json --map 'steps:viec=name'");
is($status, 0, 'is told') or diag $out;
is((take(\@second, "--dry-run --map 'steps:nope=name'"))[0], 2, 'a column that is not there');
is((take(\@second, "--dry-run --map 'name'"))[0], 2, 'nonsense');
my $row = sub { my ($at, $value) = @_; my @r = @{ $procedures[3] }; $r[0] = '9.000003'; $r[$at] = $value; return [ 'Thủ tục', [ $procedures[1], \@r ] ] };
for (
	[ [ $row->(5, '30 ngày') ], 'law.table.value', 'days that may be working days or not' ],
	[ [ $row->(4, 'mai') ], 'law.table.value', 'no day' ],
	[ [ $row->(10, 'nhiều') ], 'law.table.value', 'no sum' ],
	[ [ $row->(0, '../x') ], 'law.table.value', 'a code that is none' ],
	[ [ $row->(0, undef) ], 'law.table.value', 'no code' ],
	[ [ [ 'Thủ tục', [ @procedures, $procedures[2] ] ] ], 'law.table.value', 'a procedure twice' ],
	[ [ [ 'Thủ tục', [ @procedures[ 1, 2 ] ] ], [ 'Các bước', \@steps ] ], 'law.table.alone', 'steps of none' ],
	[ [ [ 'Khác', \@procedures ] ], 'workbook.sheet', 'no sheet of procedures' ],
	[ [ $row->(5, '5x') ], 'limit.syntax', 'a limit that is none' ],
	[ [ [ 'Thủ tục', [ $procedures[1], [ '1.001612', (undef) x 3, '01/01/2020', '9d' ] ] ] ], undef, 'a version of before' ],
) {
	my ($sheets, $code, $why) = @$_;
	($status, $out) = take($sheets, '--json');
	is($status, 1, "$why: refused") or diag $out;
	my @said = map { $_->{code} // () } json_lines($out);
	ok((grep { defined $code ? $_ eq $code : /^law\./ } @said), "$why: by name") or diag $out;
}
is(entries(), $before, 'nothing was written');
is((run('verify'))[0], 0, 'the store verifies');
done_testing();

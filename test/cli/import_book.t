#!/usr/bin/perl
# Rule 24: dossiers of a former system, from a workbook.
use strict;
use warnings;
use Encode ();
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;
use lib dirname(abs_path(__FILE__));
use book;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

sub spew { my ($f, $t) = @_; open my $h, '>:raw', $f or die "$f: $!"; print $h $t; close $h }
sub slurp { my ($f) = @_; open my $h, '<:raw', $f or die "$f: $!"; local $/; return <$h> }
sub run {
	my ($words) = @_;
	my $out = `cd $dir && timeout 60 $dunghen $words --db $dir/s 2>$dir/err`;
	return ($? >> 8, $out);
}
sub json_lines { return map { decode_json($_) } split /\n/, $_[0] }

is(system("$dunghen init --db $dir/s --mode test --seed 1 --clock 2026-03-02T08:00 --admin qt >/dev/null"), 0,
	'a store');
spew("$dir/people", join '', map { encode_json($_) . "\n" } (
	{ key => 'k1', as => 'qt', do => 'add_person', args => { key => 'hoa' } },
	{ key => 'k2', as => 'qt', do => 'assign', args => { person => 'hoa', unit => '25195.mc', post => 'head' } },
));
is(system("$dunghen act --db $dir/s < $dir/people > $dir/out"), 0, 'with somebody who heads the counter');

my @heads = ('Mã hồ sơ', 'Thủ tục', 'Hình thức nộp', 'Đơn vị', 'Chủ hồ sơ', 'Số giấy tờ',
	'Ngày tiếp nhận', 'Ngày hẹn trả', 'Trực tuyến', undef, 'Ghi chú');
my @rows = (
	[ 'DANH SÁCH HỒ SƠ CHUYỂN SANG' ],
	undef,
	\@heads,
	# numbers as numbers, an inline text, a moment; the unit holds for the row below, too
	[ 'H19.21-260225-0001', [ n => '1.0016119999999999' ], [ inlineStr => 'Trực tiếp' ], '25195.mc',
		"Hồ Thị Thử & con_x000D_", [ n => '1190000001', 3 ], [ n => '46078.354166666664', 2 ],
		[ n => 46084, 1 ], [ b => 0 ] ],
	[ 'H19.21-260225-0002', '1.001612', 'Bưu chính', undef, 'Lê Thử', undef, '25/02/2026',
		[ str => '03/03/2026' ], [ b => 1 ], undef, [ d => '2026-03-02' ] ],
	[ undef, undef, [ inlineStr => ' ' ] ],
	[ 'H19.21-260225-0003', '1.001612', 'Bưu chính', '25195.mc', 'Lê Thử', undef, [ n => 46078, 1 ],
		[ n => 46084, 1 ] ],
);
my @sheets = ([ 'Mục lục', [ [ 'x', 'y' ] ], { hidden => 1 } ],
	[ 'Hồ sơ cũ', \@rows, { merge => [ 'A1:H1', 'D4:D6' ] } ], [ 'Khác', [ [ 'a', 'b' ] ] ]);
book::make("$dir/good.xlsx", sheets => \@sheets);

my ($status, $out) = run('import good.xlsx --as qt --set source=cu --dry-run --report try.csv --json');
is($status, 0, 'a trial') or diag $out, slurp("$dir/err");
my ($map, @lines) = json_lines($out);
my $sum = pop @lines;
is($map->{sheet}, Encode::decode_utf8('Hồ sơ cũ'), 'of the first sheet that is shown');
is_deeply([ map { $_->{field} } @{ $map->{columns} } ],
	[ qw(code procedure channel receiving name id_number received_at due), undef, undef, undef ],
	'a title above them is no row of heads');
is_deeply([ map { "$_->{row} $_->{line} $_->{code} $_->{result}" } @lines ],
	[ map { "$_ " . (4, 5, 7)[ $_ - 1 ] . " H19.21-260225-000$_ would" } 1 .. 3 ],
	'rows as the sheet counts, empty ones left out') or diag $out;
is($sum->{would}, 3, 'all would come in');
like((run('import good.xlsx --as qt --set source=cu --dry-run --lang en'))[1],
	qr/3 rows of the sheet “Hồ sơ cũ”/, 'the sheet is named');

($status, $out) = run('import good.xlsx --as qt --set source=cu --json');
is($status, 0, 'the import') or diag $out;
my $d = decode_json((run('dossier show H19.21-260225-0001 --json'))[1]);
is($d->{received_at}, '2026-02-25T08:30:00+07:00', 'a day and an hour of a serial number');
is($d->{due}, '2026-03-03T17:00:00+07:00', 'a day alone: the close of office hours');
is($d->{procedure}, '1.001612', 'a number without the noise of its fraction');
is(decode_json((run('dossier show H19.21-260225-0002 --json'))[1])->{receiving}, $d->{receiving},
	'a merged cell holds for its rows');
my $who = (run('dossier open H19.21-260225-0001 --as hoa --json'))[1];
like($who, qr/001190000001/, 'noughts before a number that the format shows') or diag $who;
like($who, qr/Hồ Thị Thử & con\\"/, 'escapes undone, spaces trimmed');
is((json_lines((run('import good.xlsx --as qt --set source=cu --json'))[1]))[-1]{already}, 3,
	'once more: nothing comes twice');

# The other date system, a sheet by name.
book::make("$dir/later.xlsx", from_1904 => 1, sheets => [ [ 'Một', [ [ 'a' ] ] ], [ 'HỒ SƠ', [ \@heads,
	[ 'H19.21-260224-0001', '1.001612', 'Bưu chính', '25195.mc', 'Lê', undef, [ n => 44616, 1 ], [ n => 44622, 1 ] ],
] ] ]);
($status, $out) = run("import later.xlsx --sheet 'ho so' --as qt --set source=cu --json");
is($status, 0, 'a sheet by its name, without accents') or diag $out;
$d = decode_json((run('dossier show H19.21-260224-0001 --json'))[1]);
is("$d->{received_at} $d->{due}", '2026-02-25T00:00:00+07:00 2026-03-03T17:00:00+07:00', 'dates that count from 1904');

# Two sheets of one file are two tables: a row of the second is not the first's.
my $two = sub { [ \@heads, [ "H19.21-260223-000$_[0]", '1.001612', 'Bưu chính', '25195.mc', 'Lê', undef, '23/02/2026', '09/03/2026' ] ] };
book::make("$dir/two.xlsx", sheets => [ [ 'Xã', $two->(1) ], [ 'Phường', $two->(2) ] ]);
for ([ xa => '1 0' ], [ phuong => '1 0' ], [ phuong => '0 1' ]) {
	my ($name, $want) = @$_;
	($status, $out) = run("import two.xlsx --sheet $name --as qt --set source=cu --json");
	my $got = (json_lines($out))[-1];
	is("$got->{in} $got->{already}", $want, "the sheet $name: $want") or diag $out;
}

# Faults are named by sheet and cell, and leave nothing.
my $before = decode_json((run('ledger head --json'))[1])->{size};
my @ok = ([ 'a', 'b' ], [ 'c', 'd' ]);
my $ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
my $sheet = sub { ('xl/worksheets/sheet1.xml' => "<worksheet $ns><sheetData>$_[0]</sheetData></worksheet>") };
for (
	[ [ [ 'a', 'b' ], [ 'c', [ e => '#REF!' ] ] ], {}, 'workbook.cell', 'B2' ],
	[ [ [ 'a', 'b' ], [ 'c', [ n => 60, 1 ] ] ], {}, 'workbook.number', 'B2' ],
	[ [ [ 'a', 'b' ], [ 'c', [ n => 'x' ] ] ], {}, 'workbook.number', 'B2' ],
	[ [ [ 'a', 'b' ], [ [ s => 99 ] ] ], {}, 'workbook.text', 'A2' ],
	[ [ [ 'a', 'b' ], [ (undef) x 64, 'far' ] ], {}, 'workbook.wide', 'BM2' ],
	[ \@ok, { $sheet->('<row r="2"/><row r="1"/>') }, 'workbook.order', '' ],
	[ \@ok, { $sheet->('<row r="1"><c r="A3"><v>1</v></c></row>') }, 'workbook.order', '' ],
	[ \@ok, { $sheet->('<row r="1"><c t="inlineStr"><is><t>' . 'x' x 200_000 . '</t></is></c></row>') }, 'workbook.long', 'A1' ],
	[ \@ok, { $sheet->('<row r="1"><c>') }, 'xml.syntax', '' ],
	[ \@ok, { $sheet->('<x>' x 200) }, 'xml.deep', '' ],
	[ \@ok, { $sheet->('<row a="' . 'x' x 3_000_000 . '"/>') }, 'xml.long', '' ],
	[ \@ok, { 'xl/workbook.xml' => '<!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>' }, 'xml.doctype', '' ],
	[ \@ok, { 'xl/workbook.xml' => undef }, 'workbook.none', '' ],
	[ \@ok, { 'xl/_rels/workbook.xml.rels' => '<R/>' }, 'workbook.none', '' ],
	[ \@ok, { 'xl/worksheets/sheet1.xml' => undef }, 'unpack.part', '' ],
	[ \@ok, { 'xl/sharedStrings.xml' => '<sst>' . ' ' x (97 << 20) . '</sst>' }, 'unpack.long', '' ],
) {
	my ($rows, $parts, $code, $cell) = @$_;
	book::make("$dir/bad.xlsx", sheets => [ [ 'Lỗi', $rows ] ], parts => $parts);
	($status, $out) = run('import bad.xlsx --as qt --set source=cu --json');
	my $said = (json_lines($out))[-1];
	is($status, 1, "$code: the exit status");
	is($said->{code} // '', $code, "$code: by name") or diag $out, slurp("$dir/err");
	like($out, qr/Lỗi.*\b$cell\b/, "$code: sheet and cell are told") if $cell;
}
($status, $out) = run("import good.xlsx --sheet nope --as qt --set source=cu --json");
is((json_lines($out))[-1]{code}, 'workbook.sheet', 'no such sheet');
like($out, qr/Hồ sơ cũ/, 'those there are named');
my $good = slurp("$dir/good.xlsx");
for my $cut (4, 100, length($good) / 2, length($good) - 5) {
	spew("$dir/cut.xlsx", substr($good, 0, $cut));
	($status, $out) = run('import cut.xlsx --as qt --set source=cu --json');
	is($status, 1, 'cut off: refused');
	like((json_lines($out))[-1]{code} // '', qr/^(?:unpack|workbook)\./, 'by name') or diag $out;
}
my $flipped = $good;
substr($flipped, $_ * 37 % length($flipped), 1) = 'x' for 3 .. 60;
spew("$dir/cut.xlsx", $flipped);
is((run('import cut.xlsx --as qt --set source=cu'))[0], 1, 'damaged: refused');
spew("$dir/old.xls", "\xd0\xcf\x11\xe0" . "\0" x 600);
is((json_lines((run('import old.xls --as qt --set source=cu --json'))[1]))[-1]{code}, 'workbook.old',
	'the make of before 2007');
is(decode_json((run('ledger head --json'))[1])->{size}, $before, 'nothing was written');
is((run('verify'))[0], 0, 'the store verifies');
done_testing();

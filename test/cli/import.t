#!/usr/bin/perl
# Rule 24: dossiers of a former system, from a table.
use strict;
use warnings;
use Digest::SHA qw(sha256_hex);
use Encode qw(decode_utf8);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $at      = '2026-03-02T08:00:00+07:00';

sub slurp { my ($f) = @_; open my $h, '<:raw', $f or die "$f: $!"; local $/; return <$h> }
sub spew  { my ($f, $t) = @_; open my $h, '>:raw', $f or die "$f: $!"; print $h $t; close $h }

sub run {
	my ($words) = @_;
	my $out = `cd $dir && $dunghen $words --db $dir/s 2>$dir/err`;
	return ($? >> 8, $out, slurp("$dir/err"));
}
sub json_lines { return map { decode_json($_) } split /\n/, $_[0] }
sub entries { my ($s, $out) = run('ledger head --json'); return decode_json($out)->{size} }

is(system("$dunghen init --db $dir/s --mode test --seed 1 --clock $at --admin qt >/dev/null"), 0,
	'a store');
spew("$dir/people", join '', map { encode_json($_) . "\n" } (
	{ key => 'k1', as => 'qt', do => 'add_person', args => { key => 'hoa' } },
	{ key => 'k2', as => 'qt', do => 'assign',
		args => { person => 'hoa', unit => '25195.mc', post => 'head' } },
));
is(system("$dunghen act --db $dir/s < $dir/people > $dir/out"), 0, 'with somebody who heads the counter');

my @heads = ('Mã hồ sơ', 'Thủ tục', 'Hình thức nộp', 'Đơn vị', 'Chủ hồ sơ', 'Số giấy tờ',
	'Ngày tiếp nhận', 'Ngày hẹn trả', 'Người đang giữ');
my @rows = (
	[ 'H19.21-260225-0001', '1.001612', 'Trực tiếp', '25195.mc', 'Hồ Thị Thử', '001190000001',
		'25/02/2026', '03/03/2026', 'ông Cũ' ],
	[ 'H19.21-260225-0002', '1.001612', 'Bưu chính', '25195.mc', 'Lê "Tư" Thử, ấp 2',
		'001190000002', '25/2/2026 8:30', '2026-03-02 16:00', '' ],
);
sub table {
	my ($separator, @all) = @_;
	return join '', map {
		join($separator, map { my $f = $_; $f =~ s/"/""/g; /[",;\t\n]/ ? "\"$f\"" : $f } @$_) . "\r\n"
	} @all;
}
spew("$dir/good.csv", table(',', \@heads, @rows));
my $before = entries();

# A trial.
my ($status, $out, $err) =
	run('import good.csv --as qt --set source=cu --dry-run --report try.csv --json');
is($status, 0, 'a trial of two good rows') or diag $out, $err;
my ($map, @lines) = json_lines($out);
my $sum = pop @lines;
is_deeply([ map { $_->{field} } @{ $map->{columns} } ],
	[ qw(code procedure channel receiving name id_number received_at due), undef ],
	'columns are known by their heads');
is($map->{separator}, 'comma', 'so is the separator');
is_deeply([ map { "$_->{row} $_->{line} $_->{code} $_->{result}" } @lines ],
	[ '1 2 H19.21-260225-0001 would', '2 3 H19.21-260225-0002 would' ], 'each row is told');
is_deeply($sum, { in => 0, already => 0, would => 2, refused => 0 }, 'and the sum');
is(entries(), $before, 'nothing was written');
like(slurp("$dir/try.csv"), qr/\r\n1,2,"H19\.21-260225-0001","would","","","","1\.001612","counter","25195\.mc","","2026-02-25T00[^\r]*\r\n2,3,/,
	'the report has a line for each, as it was understood');
unlike(slurp("$dir/try.csv"), qr/Hồ Thị Thử|001190000001/, 'without the people');
my $summary = slurp("$dir/try.txt");
my $digest = sha256_hex(slurp("$dir/good.csv"));
like($summary, qr/CHẠY THỬ.*SHA-256 $digest/s, 'a summary beside it names the file');
like($summary, qr/Mã hồ sơ → code \(đoán.*Người đang giữ → – \(không lấy\).*= cu → source/s, 'columns and what they became');
like($summary, qr/channel: Trực tiếp → counter \(đoán[^)]*\), 1\n/, 'words and what they were taken for');
($status, $out) = run('import good.csv --as qt --set source=cu --dry-run --lang en');
is($status, 0, 'in words');
like($out, qr/Người đang giữ\s+–\s+left out/, 'a column that is not taken is shown as such');
like($out, qr/would come in \(trial\): 2/, 'with the sum');

# For good.
($status, $out, $err) = run('import good.csv --as qt --set source=cu --json');
is($status, 0, 'the import') or diag $out, $err;
is_deeply((json_lines($out))[-1], { in => 2, already => 0, would => 0, refused => 0 }, 'both are in');
is(entries(), $before + 2, 'an entry each');
($status, $out) = run('dossier show H19.21-260225-0001 --json');
my $d = decode_json($out);
is($d->{due}, '2026-03-03T17:00:00+07:00', 'a day means the close of its office hours')
	or diag $out;
($status, $out) = run('dossier show H19.21-260225-0002 --json');
is(decode_json($out)->{due}, '2026-03-02T16:00:00+07:00', 'an hour stands');

# Again, as after a crash.
($status, $out) = run('import good.csv --as qt --set source=cu --json');
is($status, 0, 'once more');
is_deeply((json_lines($out))[-1], { in => 0, already => 2, would => 0, refused => 0 },
	'nothing comes twice');
is(entries(), $before + 2, 'nothing was written');
($status, $out) = run('import good.csv --as qt --set source=cu --json --dry-run');
is((json_lines($out))[-1]{already}, 2, 'a trial says so too');

# As if the first run had ended after the third row: its key and its words are the file's.
my @more = map { [ sprintf('H19.21-260226-%04d', $_), '1.001612', 'Trực tuyến', '25195.mc',
	"Người $_", '', '26/02/2026', '10/03/2026', '' ] } 1 .. 150;
spew("$dir/more.csv", "\xef\xbb\xbf" . table(';', \@heads, @more));
my $middle = entries();
spew("$dir/third", encode_json({ key => 'import-' . substr(sha256_hex(slurp("$dir/more.csv")), 0, 32) .
	'-3', as => 'qt', do => 'import_open', args => { code => $more[2][0], source => 'cu',
	procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => decode_utf8($more[2][4]) }, received_at => '2026-02-26T00:00:00+07:00',
	due => '2026-03-10T17:00:00+07:00', batch => substr(sha256_hex(slurp("$dir/more.csv")), 0, 12) } }) . "\n");
is(system("$dunghen act --db $dir/s < $dir/third > $dir/out"), 0, 'a row is in');
($status, $out, $err) = run("import more.csv --as qt --set source=cu --set channel=counter " .
	"--map 'Hinh thuc nop=' --json");
is($status, 0, 'semicolons and a byte order mark') or diag $out, $err;
is((json_lines($out))[0]{separator}, 'semicolon', 'the separator is seen');
is_deeply((json_lines($out))[-1], { in => 149, already => 1, would => 0, refused => 0 },
	'more rows than a group, and that one once');
is(entries(), $middle + 150, 'an entry each');

# A run that is killed. What it has answered is in; the same again brings the rest.
my @many = map { [ sprintf('H19.21-260224-%04d', $_), '1.001612', 'Trực tiếp', '25195.mc', "Người $_",
	'', '24/02/2026', '10/03/2026', '' ] } 1 .. 3000;
spew("$dir/many.csv", table(',', \@heads, @many));
my $early = entries();
my $pid = open(my $pipe, '-|', $dunghen, 'import', "$dir/many.csv", '--as', 'qt', '--set', 'source=cu',
	'--json', '--db', "$dir/s") or die;
my $answered = grep { defined(my $line = <$pipe>) } 1 .. 301;
kill 'KILL', $pid;
my @rest = <$pipe>;
close $pipe;
is($answered, 301, 'killed after three hundred rows');
cmp_ok(entries() - $early, '>=', 300, 'which are there');
($status, $out, $err) = run('import many.csv --as qt --set source=cu --json');
is($status, 0, 'again') or diag $err;
$sum = (json_lines($out))[-1];
is($sum->{in} + $sum->{already}, 3000, 'all rows');
cmp_ok($sum->{already}, '>=', 300, 'those of before too');
is(entries(), $early + 3000, 'each once');

# Bad rows stop no other.
my @bad = (
	[ '4711', @{ $rows[0] }[ 1 .. 8 ] ],
	[ 'H19.21-260227-0001', @{ $rows[0] }[ 1 .. 6 ], '31/02/2026', '' ],
	[ 'H19.21-260227-0002', @{ $rows[0] }[ 1 .. 6 ], '01/02/2026', '' ],
	[ 'H19.21-260227-0003', @{ $rows[0] }[ 1 .. 8 ] ],
	[ 'H19.21-260227-0003', @{ $rows[0] }[ 1 .. 8 ] ],
	[ 'H19.21-260227-0004', @{ $rows[0] }[ 1, 2 ], 'Một cửa xã', @{ $rows[0] }[ 4 .. 8 ] ],
	[ 'H19.21-260227-0005', 'short' ],
	[ 'H19.21-260227-0006', @{ $rows[0] }[ 1 .. 4 ], '=1+1', @{ $rows[0] }[ 6 .. 8 ] ],
	[ @{ $rows[0] } ],
);
spew("$dir/bad.csv", table("\t", \@heads, @bad));
my @want = ('import.code', 'import.time', 'import.times', undef, 'import.code_taken', 'import.unit',
	'import.width', 'arg.id_number', 'import.code_taken');
my $whole = entries();
for my $dry (' --dry-run', '') {
	($status, $out, $err) = run("import bad.csv --as qt --set source=cu --report bad.out --json$dry");
	is($status, 1, "refused rows$dry") or diag $out, $err;
	my (undef, @told) = json_lines($out);
	pop @told;
	is_deeply([ map { $_->{reason_code} } @told ], \@want, "each for its reason$dry");
	is($told[1]{code}, 'H19.21-260227-0001', "with its code$dry");
	is($told[3]{result}, $dry ? 'would' : 'in', "the good one among them$dry");
}
is(entries(), $whole + 1, 'comes in alone');
my $report = slurp("$dir/bad.out");
like($report, qr/^7,8,"","refused","import\.width","Dòng có 2 cột/m, 'reasons stand in the report');
like($report, qr/The row has 2 columns/, 'in both languages');
is(() = $report =~ /\r\n/g, 10, 'a line for every row');
like(slurp("$dir/bad.out.txt"), qr/2 × import\.code_taken: /, 'the summary counts reasons');
($status, $out) = run("import bad.csv --as qt --set source=cu --lang en " .
	"--value 'receiving:mot cua xa=25195.mc'");
like($out, qr/In: 1, there from before: 1/, 'what the former system calls a unit can be told');

# The file as a whole.
for (
	[ 'a,b,c', 2, 'import.missing' ],
	[ table(',', [ @heads, 'Mã số hồ sơ' ]), 2, 'import.twice' ],
	[ '', 1, 'import.empty' ],
	[ table(',', \@heads, @rows) . "\"open,1\n", 1, 'csv.quote' ],
	[ table(',', \@heads) . "\xff\xfe,x\n", 1, 'table.utf8' ],
	[ table(',', \@heads) . 'x' x 300_000, 1, 'table.long' ],
	[ table(',', [ 1 .. 65 ]), 1, 'csv.fields' ],
) {
	my ($text, $exit, $code) = @$_;
	spew("$dir/odd.csv", $text);
	($status, $out, $err) = run('import odd.csv --as qt --set source=cu --json');
	is($status, $exit, "$code: the exit status");
	is((json_lines($out))[-1]{code} // '', $code, "$code: by name") or diag $out, $err;
}
is(entries(), $whole + 2, 'leaves nothing');

# Told wrongly.
for (
	[ "--map 'Nope=code'", 2, 'import.column' ],
	[ "--map 'Mã hồ sơ=nope'", 2, 'import.field' ],
	[ "--set nope=1", 2, 'import.field' ],
	[ "--set source", 2, 'import.map' ],
	[ "--value receiving", 2, 'import.map' ],
	[ "--set source=cu --report good.csv", 2, 'import.report' ],
	[ "--map-file nowhere", 3, 'file.missing' ],
	[ "--set source=cu --report nowhere/x.csv", 3, 'store.file' ],
) {
	my ($words, $exit, $code) = @$_;
	($status, $out, $err) = run("import good.csv --as qt --set channel=counter --json $words");
	is($status, $exit, "$words: the exit status");
	is((json_lines($out))[-1]{code} // '', $code, "$words: by name") or diag $out, $err;
}
($status) = run('import nowhere.csv --as qt');
is($status, 3, 'a file that is not there is the environment’s fault');
($status) = run('import . --as qt');
is($status, 3, 'so is a folder');
($status, $out, $err) = run('import good.csv --as nobody --set source=cu --lang en');
is($status, 1, 'somebody who is not there');
spew("$dir/good.txt", slurp("$dir/good.csv"));
is((run('import good.txt --as qt --set source=cu --set channel=counter --report good.csv --dry-run'))[0], 2,
	'a summary that would fall upon the table');
is(slurp("$dir/good.txt"), slurp("$dir/good.csv"), 'which stays');
ok(-s "$dir/good.csv", 'the table is still there');
my $kept = slurp("$dir/bad.out");
($status) = run('import good.csv --as nobody --set source=cu --report bad.out');
is($status, 1, 'and with a report of before');
is(slurp("$dir/bad.out"), $kept, 'that stays');

# A file of the mapping; the command line has the last word.
spew("$dir/map.txt", "# cũ\nmap Ma bien nhan = code\nmap 2=procedure\nset channel=post\n" .
	"set receiving=25195.mc\nset source=x\n\nvalue procedure:KT01=1.001612\n");
spew("$dir/other.csv", "Mã biên nhận,Việc,Họ tên,Ngày nhận,Hẹn trả,Ngày trả\n" .
	"H19.21-260220-0001,KT01,Thử,20/02/2026,24/02/2026,24/02/2026 09:00\n");
($status, $out, $err) = run('import other.csv --as qt --map-file map.txt --set source=cu');
is($status, 0, 'a file of the mapping') or diag $out, $err;
($status, $out) = run('dossier show H19.21-260220-0001 --json');
is(decode_json($out)->{state}, 'delivered', 'a closed one is in for statistics') or diag $out;
($status, $out, $err) = run('verify');
is($status, 0, 'the store verifies') or diag $out, $err;
done_testing();

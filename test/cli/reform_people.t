#!/usr/bin/perl
# A reorganisation with a table of who gets which post, and the minutes that both units sign: tried,
# done, and taken back.
use strict;
use warnings;
use utf8;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $n       = 0;

sub spew  { my ($f, $t) = @_; utf8::encode($t); open my $h, '>:raw', $f or die "$f: $!"; print $h $t; close $h; return }
sub slurp { my ($f) = @_; open my $h, '<:raw', $f or die "$f: $!"; local $/; return scalar <$h> }
sub run {
	my ($words) = @_;
	my $out = `cd $dir && $dunghen $words --db $dir/s 2>$dir/err`;
	return ($? >> 8, $out);
}
sub act {
	spew("$dir/acts", join '', map { JSON::PP->new->encode({ key => 'k' . ++$n, as => $_->[0], do => $_->[1], args => $_->[2], at => $_->[3] }) . "\n" } @_);
	my @answer = map { decode_json($_) } split /\n/, `$dunghen act --db $dir/s < $dir/acts 2>$dir/err`;
	for my $i (0 .. $#_) {
		die encode_json($answer[$i]), encode_json($_[$i][2]), "\n" if !$answer[$i]{ok};
	}
	return;
}

is(system("$dunghen init --db $dir/s --mode test --seed 1 --clock 2025-06-16T07:30 --admin qt >/dev/null"), 0, 'a store');
my ($june, $june30) = ('2025-06-16T08:00:00+07:00', '2025-06-30T08:00:00+07:00');
my %old = (tu => 'head x25201.vhxh', ba => 'officer x25201.vhxh', be => 'officer x25201.vhxh', sau => 'head x25201');
my %name = (tu => 'Lê Thị Tư', ba => 'Trần Văn Ba', be => 'Phạm Thị Bé', sau => 'Nguyễn Văn Sáu', nam => 'Đỗ Văn Năm');
act((map { [ qt => add_unit => { key => "x25201.$_->[0]", role => $_->[1], type => $_->[1], name => "Phòng $_->[0] cũ", from => '2025-01-01',
		parent => 'x25201', profile => 'A' }, $june ] } [ 'mc', 'onestop' ], [ 'vhxh', 'room' ], [ 'vp', 'room' ]),
	(map { [ qt => add_person => { key => $_, name => $name{$_} }, $june ] } sort keys %name),
	(map { my ($p, $u) = split / /, $old{$_}; [ qt => assign => { person => $_, unit => $u, post => $p }, $june ] } sort keys %old),
	[ sau => delegate => { person => 'sau', to => 'tu', unit => 'x25201', post => 'head', from => '2025-06-20T07:30', until => '2025-12-31T17:00' }, $june ]);
act(map { [ qt => import_open => { code => sprintf('H10.1-250630-%04d', $_), source => 'cu', procedure => '1.001193', channel => 'counter',
	receiving => 'x25201.mc', competent => 'x25201', owner => { name => "Nguoi Thu $_" }, received_at => '2025-06-30T07:45',
	due => '2025-07-02T17:00', step => 's2', holder => $_ % 2 ? 'ba' : 'be' }, $june30 ] } 1 .. 6);

# --- a table that is wrong says where, all of it at once, and nothing is done ---
spew("$dir/bad.csv", "person,unit,post\nba,25195.vhxh,officer\nghost,25195.vhxh,officer\nbe,25195.nowhere,officer\n"
	. "be,x25201.vhxh,officer\nbe,25195.vhxh,king\nba,25195.vhxh,officer\n");
my ($status, $out) = run('reform --on 2025-07-01 --dry-run --clock 2025-06-30T09:00 --people bad.csv --lang en');
is($status, 1, 'a wrong table is refused');
my $said = slurp("$dir/err");
utf8::decode($said);
like($said, qr/line 3.*no person .ghost./i, 'somebody unknown, and in which line') or diag $said;
like($said, qr/line 4.*no unit .25195\.nowhere./i, 'a unit that is not there');
like($said, qr/line 5.*x25201\.vhxh does not exist on/i, 'one that ends that day');
like($said, qr/line 6.*no post .king./i, 'a post that is none');
like($said, qr/line 7.*row 2 already/i, 'the same twice');
like($said, qr/5 rows of the table/, 'counted');
spew("$dir/heads.csv", "who,unit,post\nba,25195.vhxh,officer\n");
is((run('reform --on 2025-07-01 --dry-run --clock 2025-06-30T09:00 --people heads.csv'))[0], 1, 'a table without its heads');
like(slurp("$dir/err"), qr/person/, 'says which is missing');

# --- tried: with the table nothing is stuck ---
($status, $out) = run('reform --on 2025-07-01 --dry-run --clock 2025-06-30T09:00 --json');
is(decode_json($out)->{stuck}, 6, 'without anybody there nothing can pass');
spew("$dir/people.csv", "person;unit;post\n" =~ s/;/,/gr . "nam,25195.vhxh,head\nba,25195.vhxh,officer\ntu,25195.vhxh,deputy\nsau,25195,head\n");
($status, $out) = run('reform --on 2025-07-01 --dry-run --clock 2025-06-30T09:00 --people people.csv --papers tried --undo tried.jsonl --json');
is($status, 0, 'with it all passes') or diag slurp("$dir/err");
my $plan = decode_json($out);
is_deeply([ @{$plan}{qw(passing stuck placed placed_before posts_given without_post)} ], [ 6, 0, 4, 0, 0, 1 ], 'as the dry run says: one person has no post yet') or diag $out;
($status, $out) = run('reform --on 2025-07-01 --dry-run --clock 2025-06-30T09:00 --people people.csv --lang en');
like($out, qr/ba +25195\.vhxh +officer/, 'who gets which post');
is(decode_json((run('dossier show H10.1-250630-0001 --json'))[1])->{holder}{unit}, 'x25201.vhxh', 'nothing was done');

# --- the minutes ---
my @papers = sort glob "$dir/tried/*.pdf";
is_deeply([ map { m{([^/]+)$} } @papers ], ['x25201-25195.pdf'], 'one for each pair of units');
SKIP: {
	skip 'no pdftotext', 9 if system('command -v pdftotext >/dev/null') != 0;
	my $text = `pdftotext -layout $papers[0] -`;
	utf8::decode($text);
	like($text, qr/BIÊN BẢN BÀN GIAO/, 'its title');
	like($text, qr/Bên giao.*\n?.*Bên nhận/s, 'from and to');
	like($text, qr/H10\.1-250630-000$_/, "dossier $_") for 1, 6;
	like($text, qr{Hạn trả.*17:00.*02/07/2025}s, 'with its date');
	like($text, qr/Trần Văn Ba/, 'the people by name');
	like($text, qr/Phạm Thị Bé.*chưa\s+có\s+vị\s+trí\s+mới/s, 'who has no post yet');
	like($text, qr/Ủy quyền của Nguyễn Văn Sáu cho Lê Thị Tư/, 'rights that end');
	unlike($text, qr/Nguoi Thu/, 'and no citizen');
}

# --- done ---
($status, $out) = run('reform --on 2025-07-01 --as qt --minutes 12/BB --sure 2025-07-01 --clock 2025-07-01T08:00 --people people.csv --papers done --undo undo.jsonl --json');
is($status, 0, 'it is done') or diag slurp("$dir/err");
my $done = decode_json($out);
is_deeply([ @{$done}{qw(passed left posts_given posts_ended)} ], [ 6, 0, 4, 4 ], 'all of it');
my $one = decode_json((run('dossier show H10.1-250630-0001 --json'))[1]);
is("$one->{holder}{unit} $one->{holder}{person}", '25195.vhxh ba', 'who went along has it still');
is(decode_json((run('dossier show H10.1-250630-0002 --json'))[1])->{holder}{person}, 'nam', 'the rest waits with the new head');
like(`pdftotext -layout $dir/done/x25201-25195.pdf - 2>/dev/null`, qr{12/BB}, 'the minutes bear their number');
($status, $out) = run('reform --on 2025-07-01 --as qt --minutes 12/BB --sure 2025-07-01 --clock 2025-07-01T08:00 --people people.csv --json');
is_deeply([ @{ decode_json($out) }{qw(placed_before posts_given passed)} ], [ 4, 0, 0 ], 'begun anew nothing is done twice');

# --- the minutes once more, from the ledger ---
($status, $out) = run('reform --on 2025-07-01 --done --papers again --clock 2025-07-05T08:00 --json');
is($status, 0, 'what was passed on is told') or diag slurp("$dir/err");
is_deeply(decode_json($out)->{passed}, [ { minutes => '12/BB', from => 'x25201', to => '25195', dossiers => 6, persons => 4 } ], 'by pairs of units');
SKIP: {
	skip 'no pdftotext', 3 if system('command -v pdftotext >/dev/null') != 0;
	my ($before, $after) = map { my $t = `pdftotext -layout $dir/$_/x25201-25195.pdf -`; utf8::decode($t); $t } qw(done again);
	like($after, qr/Theo sổ\s+Đã chuyển từ 08:00.*01\/07\/2025; mục \d+–\d+ của sổ cái/s, 'they say what they are from');
	like($after, qr/Ủy quyền của Nguyễn Văn Sáu cho Lê Thị Tư/, 'rights that ended');
	# But for that line they are the ones that were printed before it was done.
	s/Theo sổ.*?sổ cái\.//s, s/\s+/ /g for $before, $after;
	is($after, $before, 'and nothing else');
}
is((run('reform --on 2025-07-01 --done --dry-run'))[0], 2, 'not together with a look ahead');
($status, $out) = run('reform --on 2025-07-02 --done --lang en');
is("$status $out", "0 Nothing was passed on on 02/07/2025.\n", 'on a day without any');

# --- taken back ---
my @lines = map { s/"AS"/"qt"/r =~ s/"MINUTES"/"14\/BB"/r =~ s/^\{/{"at":"2025-07-02T08:00:00+07:00",/r } split /\n/, slurp("$dir/undo.jsonl");
is(scalar(grep { /"end_assignment"/ } @lines), 4, 'the way back ends the posts that were given');
spew("$dir/acts", join '', map { "$_\n" } @lines);
unlike(`$dunghen act --db $dir/s < $dir/acts`, qr/"ok":false/, 'and is accepted as a whole');
$one = decode_json((run('dossier show H10.1-250630-0001 --json'))[1]);
is("$one->{holder}{unit} $one->{holder}{person}", 'x25201.vhxh ba', 'the dossier is where it was');
is((run('verify'))[0], 0, 'the ledger bears it out');
($status, $out) = run('reform --on 2025-07-02 --done --papers back --clock 2025-07-05T08:00 --json');
is_deeply([ map { "$_->{minutes} $_->{from} $_->{to} $_->{dossiers}" } @{ decode_json($out)->{passed} } ], ['14/BB 25195 x25201 6'],
	'what came back has minutes of its own');
ok(-s "$dir/back/25195-x25201.pdf", 'as a PDF');
($status, $out) = run('reform --on 2025-07-01 --done --clock 2025-07-05T08:00 --json');
is_deeply(decode_json($out)->{passed}, [ { minutes => '12/BB', from => 'x25201', to => '25195', dossiers => 6, persons => 4 } ],
	'and those of the day before stand as they are, though the unit goes on');
done_testing();

#!/usr/bin/perl
# The ledger as a signed log, as an auditor and a citizen use it: heads, proofs,
# receipts checked with the public key alone, changes found and named.
use strict;
use warnings;
use utf8;
use File::Temp 'tempdir';
use JSON::PP;
use Test::More;

binmode $_, ':encoding(UTF-8)' for Test::More->builder->output,
	Test::More->builder->failure_output;

my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $dir = tempdir(CLEANUP => 1);
my $db = "$dir/db";

sub slurp {
	my ($path) = @_;
	open my $f, '<:raw', $path or die "$path: $!";
	local $/;
	return <$f>;
}

sub put {
	my ($path, $bytes) = @_;
	open my $f, '>:raw', $path or die "$path: $!";
	print $f $bytes;
	close $f;
}

sub run {
	my @args = @_;
	open my $out, '-|:raw', 'sh', '-c', 'exec "$@" 2>' . "$dir/err </dev/null", 'sh', $program,
		@args or die;
	local $/;
	my $text = <$out> // '';
	close $out;
	return ($? >> 8, $text);
}

sub ledger { return run('ledger', @_) }

sub act {
	my (@lines) = @_;
	put("$dir/in", join('', map { encode_json($_) . "\n" } @lines));
	my $text = qx($program act --db $db < $dir/in);
	return map { decode_json($_) } split /\n/, $text;
}

sub code { my ($text) = @_; return eval { decode_json($text)->{code} } // "none: $text" }

# --- a store with one dossier received ---

my ($status, $text) = run('init', '--db', $db, '--admin', 'qt01', '--mode', 'test', '--clock',
	'2026-03-02T07:30', '--seed', 's', '--name', 'thu');
is($status, 0, 'a store') or diag slurp("$dir/err");
my ($n, $at) = (0, '2026-03-02T08:00');
sub command {
	my ($as, $do, $args) = @_;
	return { key => 'k' . ++$n, as => $as, do => $do, args => $args, at => $at };
}
my @answers = act(
	command('qt01', 'add_person', { key => 'lan' }),
	command('qt01', 'assign', { person => 'lan', unit => '25195.mc', post => 'clerk',
		from => '2026-03-02T07:30' }),
	command('lan', 'receive_new', { procedure => '1.001612', channel => 'counter',
		receiving => '25195.mc',
		owner => { name => 'Nguyễn Văn Thử', id_number => '075090001234' } }));
is(scalar(grep { $_->{ok} } @answers), 3, 'a dossier is received')
	or diag explain [grep { !$_->{ok} } @answers];
my $dossier = $answers[2]{code};

# --- heads ---

($status, $text) = ledger('head', '--db', $db, '--json');
my $head = decode_json($text);
is($head->{size}, $answers[2]{seq}[1] + 1, 'the head knows all entries');
is($head->{signed}, $head->{size}, 'and is signed');
like($head->{key}, qr{^dunghen/thu/1\+[0-9a-f]{8}\+A}, 'the key carries the name of the log');
my $key = $head->{key};
my ($s1, $old) = ledger('checkpoint', '--db', $db);
like($old, qr{^dunghen/thu/1\n$head->{size}\n[A-Za-z0-9+/]{43}=\n\n\xe2\x80\x94 dunghen/},
	'a checkpoint of three lines and a signature');
put("$dir/old", $old);

# --- receipt ---

($status, my $receipt) = ledger('receipt', $dossier, '--as', 'lan', '--db', $db);
is($status, 0, 'a receipt') or diag slurp("$dir/err");
like($receipt, qr{^c2sp\.org/tlog-proof\@v1\nextra [A-Za-z0-9+/=]+\nindex [0-9]+\n}, 'is a .tlog-proof');
unlike($receipt, qr/075090001234|Nguy/, 'that shows no person in clear');
put("$dir/receipt", $receipt);
($status, $text) = ledger('check', "$dir/receipt", '--key', $key);
is($status, 0, 'checked with the key alone') or diag slurp("$dir/err");
utf8::decode($text);
like($text, qr/\Q$dossier\E.*chậm nhất 17:00 05\/03\/2026/, 'it says what was promised')
	or diag $text;
like($text, qr/Bộ quy định \S+, thủ tục 1\.001612 phiên bản/, 'and under which rule') or diag $text;
($status, $text) = ledger('check', "$dir/receipt", '--key', $key, '--lang', 'en');
like($text, qr/promised the result by 17:00 05\/03\/2026/, 'in English too');
like($text, qr/^At \d\d:\d\d /m, 'and since when');
($status, $text) = ledger('check', "$dir/receipt", '--db', $db, '--json');
is(decode_json($text)->{entries}[0]{kind}, 'received', 'or with the store');
($status) = ledger('check', "$dir/receipt");
is($status, 2, 'without a key there is nothing to check with');
($status, $text) = ledger('receipt', $dossier, '--as', 'qt01', '--db', $db, '--json');
is($status, 1, 'only the counter hands it out');
like(code($text), qr/^right\./, 'says so');
($status, $text) = ledger('receipt', 'H19.21-260302-9999', '--as', 'lan', '--db', $db, '--json');
is(code($text), 'dossier.unknown', 'an unknown dossier has none');

# Anything changed in it is found.
my $believed = 0;
for my $i (map { $_ * 37 } 0 .. length($receipt) / 37 - 1) {
	my $changed = $receipt;
	substr($changed, $i, 1) = substr($changed, $i, 1) eq 'A' ? 'B' : 'A';
	put("$dir/changed", $changed);
	($status) = ledger('check', "$dir/changed", '--key', $key);
	$believed++ if $status != 1;
}
is($believed, 0, 'a changed receipt is refused');
(my $swapped = $key) =~ s/^dunghen/dunghem/;
($status) = ledger('check', "$dir/receipt", '--key', $swapped);
is($status, 2, 'a changed key is none');

# --- proofs ---

($status, my $proof) = ledger('prove', 3, '--db', $db);
put("$dir/proof", $proof);
($status, $text) = ledger('check', "$dir/proof", '--key', $key, '--json');
is(decode_json($text)->{entries}[0]{seq}, 3, 'an entry is proved');
($status, $text) = ledger('prove', $head->{size}, '--db', $db, '--json');
is($status, 1, 'not one that is not there');
is(code($text), 'log.no_entry', 'says so');
for my $bad ('x', '-1', '05', '1e3') {
	($status) = ledger('prove', '--db', $db, '--', $bad);
	is($status, 1, "no number: $bad");
}
($status) = ledger('prove', '--db', $db);
is($status, 2, 'nothing to prove');
($status) = ledger('nonsense', '--db', $db);
is($status, 2, 'an unknown word');

# --- verify, with and without a checkpoint from before ---

act(command('qt01', 'add_person', { key => 'minh' }));
for my $how ([], ['--checkpoint', "$dir/old"], ['--key', $key]) {
	($status, $text) = ledger('verify', '--db', $db, @$how, '--json');
	is($status, 0, "verified @$how") or diag $text;
}
is(decode_json($text)->{entries}, $head->{size} + 1, 'all entries');
($status, $text) = ledger('fsck', '--db', $db, '--json');
is($status, 0, 'and their contents');
($status, $text) = run('init', '--db', "$dir/other", '--admin', 'qt01', '--mode', 'test',
	'--clock', '2026-03-02T07:30', '--seed', 'another', '--name', 'thu');
($status, $text) = ledger('verify', '--db', "$dir/other", '--checkpoint', "$dir/old", '--json');
is($status, 1, 'another ledger of the same name does not continue it');
is(code($text), 'note.unsigned', 'its key is another');
($status, $text) = ledger('verify', '--db', "$dir/other", '--key', $key, '--json');
is($status, 1, 'nor is it what the key has signed');
($status) = run('init', '--db', "$dir/bad", '--admin', 'qt01', '--name', 'a b');
is($status, 1, 'a name with a space cannot name a log');

# --- restored into a new epoch, the log goes on ---

is(system("$program backup $dir/backup --keys $dir/keys --db $db >/dev/null"), 0, 'a backup');
is(system("$program restore $dir/backup --keys $dir/keys --db $dir/again >/dev/null"), 0,
	'restored');
($status, $text) = ledger('checkpoint', '--db', "$dir/again");
like($text, qr{^dunghen/thu/2-[0-9a-f]{10}\n}, 'its head is of the next epoch');
($status, $text) = ledger('verify', '--db', "$dir/again", '--checkpoint', "$dir/old", '--json');
is($status, 0, 'which continues the head from before') or diag $text;
($status, $text) = ledger('check', "$dir/receipt", '--db', "$dir/again", '--json');
is($status, 0, 'and stands by its receipts') or diag $text;
($status, $text) = ledger('verify', '--db', "$dir/again", '--key', $key, '--json');
is($status, 0, 'who knows the first key finds its log again') or diag $text;

# --- restored twice, the two logs are not one ---

($status, my $twin) = run('restore', "$dir/backup", '--keys', "$dir/keys", '--db', "$dir/twin",
	'--json');
$twin = decode_json($twin);
is($twin->{epoch}, 2, 'the same backup once more');
my $first = decode_json((ledger('head', '--db', "$dir/again", '--json'))[1]);
isnt($first->{key}, $twin->{key}, 'has another name and key');
like($first->{before}[0]{key}, qr/^\Q$key\E$/, 'and the same key before');
$first->{db} = "$dir/again";
$twin->{db} = "$dir/twin";
for my $pair ([ $first, $twin ], [ $twin, $first ]) {
	my ($one, $other) = @$pair;
	put("$dir/head", (ledger('checkpoint', '--db', $one->{db}))[1]);
	put("$dir/slip", (ledger('receipt', $dossier, '--as', 'lan', '--db', $one->{db}))[1]);
	for my $how ([ 'check', "$dir/slip", '--key', $one->{key} ],
		[ 'verify', '--db', $one->{db}, '--key', $one->{key}, '--checkpoint', "$dir/head" ]) {
		is((ledger(@$how))[0], 0, "its own: $how->[0]");
	}
	for my $how ([ 'check', "$dir/slip", '--key', $other->{key} ],
		[ 'check', "$dir/slip", '--key', $key ],
		[ 'verify', '--db', $other->{db}, '--checkpoint', "$dir/head" ],
		[ 'verify', '--db', $one->{db}, '--key', $other->{key} ]) {
		($status, $text) = ledger(@$how, '--json');
		is($status, 1, "not the other's: $how->[0]");
		is(code($text), 'checkpoint.origin', 'says so');
	}
}

# --- what the backup lacks is missed by who has its checkpoint ---

act(command('qt01', 'add_person', { key => 'hoa' }));
put("$dir/late", (ledger('checkpoint', '--db', $db))[1]);
($status, $text) = ledger('verify', '--db', "$dir/again", '--checkpoint', "$dir/late", '--json');
is($status, 1, 'a head of entries that were lost');
is(code($text), 'checkpoint.ended', 'says so');

# --- export ---

($status, $text) = ledger('export', "$dir/log", '--db', $db, '--json');
is($status, 0, 'exported') or diag slurp("$dir/err");
my $size = decode_json((ledger('head', '--db', $db, '--json'))[1])->{size};
my ($s2, $now) = ledger('checkpoint', '--db', $db);
is(slurp("$dir/log/checkpoint"), $now, 'with the checkpoint');
is(-s "$dir/log/tile/0/000", 8192, 'a full tile');
my $width = $size % 256;
my $last = sprintf '%03d.p/%d', int($size / 256), $width;
is(-s "$dir/log/tile/0/$last", 32 * $width, 'a partial one');
my $bundle = slurp("$dir/log/tile/entries/$last");
my @entries;
while (length $bundle) {
	my $n = unpack 'n', $bundle;
	push @entries, substr $bundle, 2, $n;
	$bundle = substr $bundle, 2 + $n;
}
is(scalar(@entries), $width, 'as many entries in the bundle');
is(decode_json($entries[-1])->{kind}, 'person_added', 'the last one is the last');

# --- a byte of the file that holds an entry ---

my $name = $entries[-1] =~ /"cmd":"(k[0-9]+)"/ ? $1 : die;
my $file = slurp("$db/store.db");
my $place = index($file, $entries[-1]);
SKIP: {
	skip 'the entry is still in the write-ahead log', 4 if $place < 0;
	substr($file, $place + 20, 1) ^= "\x01";
	put("$db/store.db", $file);
	my $seq = $size - 1;
	for my $how (['ledger', 'verify'], ['ledger', 'fsck'], ['verify']) {
		($status, $text) = run(@$how, '--db', $db, '--json', '--lang', 'en');
		is($status, 1, "@$how finds a flipped bit") or diag $text;
	}
	like(decode_json($text)->{message}{en}, qr/\b$seq\b/, 'and names the entry') or diag $text;
}

done_testing();

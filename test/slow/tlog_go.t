#!/usr/bin/perl
# An exported log before a verifier that shares no code with the program: Go's
# sumdb packages as Debian packs them. It must agree, and refuse what was changed.
use strict;
use warnings;
use File::Temp 'tempdir';
use JSON::PP;
use Test::More;

my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $go = (grep { -x } map { "$_/go" } split(/:/, $ENV{PATH}))[0];
plan skip_all => 'Go is not there (Debian: golang-go golang-golang-x-mod-dev)'
	if !$go || !-d '/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog';

my $dir = tempdir(CLEANUP => 1);
my $db = "$dir/db";
$ENV{GOPATH} = '/usr/share/gocode';
$ENV{GO111MODULE} = 'off';
$ENV{GOFLAGS} = '-mod=mod';
$ENV{GOCACHE} = "$dir/cache";
is(system($go, 'build', '-o', "$dir/check_log", 'test/slow/check_log.go'), 0,
	'the verifier is built');

sub ledger {
	my $text = qx($program ledger @_ --db $db);
	is($?, 0, "ledger $_[0]");
	return $text;
}

sub put {
	my ($path, $bytes) = @_;
	open my $f, '>:raw', $path or die "$path: $!";
	print $f $bytes;
	close $f;
	return $path;
}

sub slurp {
	my ($path) = @_;
	open my $f, '<:raw', $path or die "$path: $!";
	local $/;
	return scalar <$f>;
}

sub agrees { return system("$dir/check_log @_ >$dir/out 2>$dir/err") == 0 }

is(system("$program init --db $db --admin qt01 --mode test --clock 2026-03-02T07:30 --seed 1"
	. " --name thu >/dev/null"), 0, 'a store');
my $old = put("$dir/old", ledger('checkpoint'));
# Past a full tile, up to one, and a little further.
my $size = decode_json(ledger('head', '--json'))->{size};
for my $upto (int($size / 256 + 1) * 256 - 1, 0, 1, 300) {
	my $n = $upto > $size ? $upto - $size : $upto == 0 ? 1 : $upto;
	put("$dir/in", join '', map {
		my $k = "w" . $size++;
		qq({"key":"$k","as":"qt01","do":"add_person","args":{"key":"$k"},)
			. qq("at":"2026-03-02T08:00"}\n)
	} 1 .. $n);
	is(system("$program act --db $db < $dir/in > /dev/null"), 0, "$n more entries");
	my $head = decode_json(ledger('head', '--json'));
	is($head->{size}, $size, "$size entries");
	ledger('export', "$dir/log$size");
	my $proof = put("$dir/proof", ledger('prove', $size - 1));
	my @args = ("$dir/log$size", "'$head->{key}'", $old);
	ok(agrees(@args, $proof), 'Go agrees') or diag slurp("$dir/err");
	like(slurp("$dir/out"), qr/^$size $head->{root} /, 'on size and root');
	put("$dir/old", ledger('checkpoint'));
}

# What was changed must not pass there either: or this test would prove nothing.
my $head = decode_json(ledger('head', '--json'));
my $log = "$dir/log$size";
my $proof = "$dir/proof";
for my $file ('checkpoint', 'tile/0/001', 'tile/entries/002', 'tile/1/000.p/' . int($size / 256)) {
	my $whole = slurp("$log/$file");
	my $changed = $whole;
	substr($changed, 20, 1) ^= "\x01";
	put("$log/$file", $changed);
	ok(!agrees($log, "'$head->{key}'", $old, $proof), "a bit of $file is seen");
	put("$log/$file", $whole);
}
ok(agrees($log, "'$head->{key}'", $old, $proof), 'put back it is right again');
done_testing();

#!/usr/bin/perl
# The catalogs' generator names every fault, and only faults.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $textgen = 'build/tools/textgen';
my $dir = tempdir(CLEANUP => 1);

sub catalog {
	my ($name, $text) = @_;
	open my $f, '>', "$dir/$name" or die "$name: $!";
	print $f $text;
	close $f;
	return "$dir/$name";
}

# Exit status and everything printed.
sub generate {
	my ($vi, $en) = @_;
	my ($a, $b) = (catalog('vi.txt', $vi), catalog('en.txt', $en));
	my $out = `$textgen $a $b 2>&1`;
	return ($? >> 8, $out);
}

my ($status, $out) = generate("# chú thích\n\nb.y = hai {n}\na.x = \"một\" \\\n", "a.x = one\nb.y={n} two\n");
is($status, 0, 'two catalogs that agree');
like($out, qr/"a\.x",\s*\{ "\\"một\\" \\\\",\s*"one" \}.*"b\.y"/s, 'are sorted and escaped');
like($out, qr/text_rows = 2;/, 'and counted');

for my $case (
	[ "a = x\n", "", qr/vi\.txt:1: key in this catalog only: a/, 'only in the first' ],
	[ "", "\nb = x\n", qr/en\.txt:2: key in this catalog only: b/, 'only in the second' ],
	[ "a = x\n", "a = x\na.hint = y\n", qr/en\.txt:2: .* only: a\.hint/, 'a hint in one only' ],
	[ "a = x\na = y\n", "a = x\n", qr/vi\.txt:2: key stands twice: a/, 'twice' ],
	[ "a = {n}\n", "a = {m}\n", qr/en\.txt:1: other \{names\}.*: a/, 'other names' ],
	[ "a = {n}\n", "a = x\n", qr/en\.txt:1: other \{names\}/, 'a name too few' ],
	[ "a = x\n", "a = {n}\n", qr/en\.txt:1: other \{names\}/, 'a name too many' ],
	[ "a x\n", "", qr/vi\.txt:1: not `key = sentence`/, 'no equals sign' ],
	[ "A.b = x\n", "", qr/vi\.txt:1: not a dotted word: A\.b/, 'capitals' ],
	[ "a..b = x\n", "", qr/not a dotted word/, 'an empty word' ],
	[ "a =\n", "", qr/vi\.txt:1: no sentence: a/, 'no sentence' ],
) {
	my ($vi, $en, $want, $what) = @$case;
	($status, $out) = generate($vi, $en);
	isnt($status, 0, "refused: $what");
	like($out, $want, 'and named');
}
done_testing();

#!/usr/bin/perl
# Twenty further seeds and several sizes of the demonstration: each line of the
# truth file stands in the ledger, and every behaviour occurs as often as
# doc/demo-truth.md promises.
use strict;
use warnings;
use utf8;
use Test::More;
use File::Temp qw(tempdir);
use JSON::PP;

binmode $_, ':encoding(UTF-8)' for Test::More->builder->output,
	Test::More->builder->failure_output;

my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $dir = tempdir(CLEANUP => 1);
my $KINDS = 64;

# dossiers, months, until, how often each behaviour is there at least
my @sizes = (
	(map { [ 1000, $_, '2026-10-31', 1 ] } 1, 1, 1, 2, 3, 4, 5, 6, 8, 10, 12),
	(map { [ 1000, 2, $_, 1 ] } '2026-02-27', '2026-03-15', '2025-12-01'),
	(map { [ 5000, 12, '2026-10-31', 3 ] } 1 .. 3), [ 5000, 6, '2026-10-31', 3 ],
	[ 150, 1, '2026-10-31', 0 ], [ 20000, 6, '2026-10-31', 3 ],
);

# Two of one person's on one afternoon are left to chance: of a thousand dossiers in five
# months hardly ten lie with one person.
my $no_bulk = 0;
my $seed = 100;
for my $size (@sizes) {
	my ($dossiers, $months, $until, $least) = @$size;
	my $name = 'seed ' . ++$seed . ": $dossiers in $months to $until";
	my $out = qx($program demo --no-serve --force --db $dir/db --json --truth $dir/truth \\
		--dossiers $dossiers --months $months --until $until --seed $seed 2>&1);
	is(eval { decode_json($out)->{refused} }, 0, "$name: nothing is refused") or diag $out;
	$out = qx(perl tools/truthcheck.pl $dir/db $dir/truth 2>&1);
	is($? >> 8, 0, '… every line is so') or diag $out;
	open my $f, '<', "$dir/truth" or die;
	my %n;
	$n{ decode_json($_)->{behaviour} }++ while <$f>;
	close $f;
	if ($dossiers == 1000 && !$n{bulk_close}) {
		$no_bulk++;
		$n{bulk_close} = $least;
	}
	# Who was overloaded shows at the end only, and is so by any count or not at all.
	my @few = grep { $n{$_} < ($_ eq 'honest_overload' && $least > 2 ? 2 : $least) } sort keys %n;
	ok(($least == 0 || keys %n == $KINDS) && !@few, "… each at least $least times")
		or diag explain \%n;
}
cmp_ok($no_bulk, '<=', 1, 'of fourteen small ones one at most has no bulk_close');

done_testing;

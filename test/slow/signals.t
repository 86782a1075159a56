#!/usr/bin/perl
# Ten seeds that nobody chose: precision and recall of each detector on what was planted,
# and how many innocent twins it touches. SEEDS names others: SEEDS='901 902 903'.
use strict;
use warnings;
use Test::More;
use File::Temp qw(tempdir);
use lib 'test/cli';
use measured;

my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $dir = tempdir(CLEANUP => 1);
my %sum;

for my $seed ($ENV{SEEDS} ? split ' ', $ENV{SEEDS} : map { 900 + $_ } 1 .. 10) {
	my $months = 1 + $seed % 3;
	system("$program demo --no-serve --force --db $dir/s --json --dossiers 2000 "
		. "--months $months --seed $seed --truth $dir/truth >/dev/null 2>&1") == 0
		or BAIL_OUT("seed $seed");
	my $n = measured::measure($program, "$dir/s", "$dir/truth");
	measured::add(\%sum, $n);
	for my $d (sort grep { $_ } keys %$n) {
		diag "seed $seed $d: $_" for @{ $n->{$d}{show} };
	}
}
for my $d (sort grep { $_ } keys %sum) {
	my ($precision, $recall) = measured::rates($sum{$d});
	ok(defined $precision && $precision >= 90, "$d: precision " . ($precision // 'none'));
	ok(defined $recall && $recall >= 90, "$d: recall " . ($recall // 'none'));
	ok($sum{$d}{who} * 10 <= $sum{$d}{right}, "$d: names whoever did it");
}
my ($twins, $touched) = @{ $sum{''} }{qw(twins touched)};
ok($touched * 20 <= $twins, "$touched of $twins innocent twins are touched");

done_testing;

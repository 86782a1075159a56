#!/usr/bin/perl
# The forecast of lateness against what came of it: learnt of the first half of a province's
# time, asked every day of the second (core/forecast.h, doc/forecast.md).
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/demo";

is(system("$dunghen init --db $dir/empty --mode test --seed 1 --clock 2026-03-02T07:30 --admin qt >/dev/null"), 0, 'a store of nobody');
my $none = `$dunghen forecast --db $dir/empty --json 2>&1`;
isnt($?, 0, 'has nothing to learn');
like($none, qr/backtest\.none/, 'and says so');

is(system("$dunghen demo --no-serve --db $db --dossiers 900 --months 3 --seed 5 --until 2026-10-30 >/dev/null 2>&1"), 0, 'a province');
my $b = decode_json(scalar `$dunghen forecast --db $db --svg $dir/r.svg --json`);
ok($b->{learnt} > 200, 'learnt of the first half');
ok($b->{cases} >= $b->{dossiers} && $b->{dossiers} > 50, 'asked in the second');
ok($b->{from} lt $b->{middle} && $b->{middle} lt $b->{until}, 'which comes after it');
my ($cases, $late) = (0, 0);
for my $i (0 .. 9) {
	my $bin = $b->{bins}[$i];
	$cases += $bin->{cases};
	$late  += $bin->{late};
	ok($bin->{late} <= $bin->{cases}, "bin $i: no more late than asked about");
	ok($bin->{cases} == 0 || ($bin->{forecast_millionths} >= $i * 100000 && $bin->{forecast_millionths} <= ($i + 1) * 100000),
		"bin $i: of forecasts within it");
}
is($cases, $b->{cases}, 'the bins are all cases');
is($late, $b->{late}, 'and all that came late');
my $share = $late / $cases;
ok(abs($share * (1 - $share) - $b->{brier_base_millionths} / 1e6) < 2e-6, 'the base is that of the share of late ones');
ok($b->{brier_millionths} < $b->{brier_base_millionths}, 'the forecast is worth more than the base rate');
ok($b->{brier_millionths} < $b->{brier_plan_millionths}, 'and than the plan alone');
is(scalar `$dunghen forecast --db $db --json`, JSON::PP->new->canonical->encode($b) . "\n", 'twice the same');

open my $f, '<', "$dir/r.svg" or die;
my $svg = do { local $/; <$f> };
is(scalar(() = $svg =~ /<circle /g), scalar(grep { $_->{cases} > 0 } @{ $b->{bins} }), 'a mark for each bin');
is(system("python3 -c 'import sys,xml.dom.minidom as m; m.parse(sys.argv[1])' $dir/r.svg"), 0, 'the picture is well formed');
my $bad = `$dunghen forecast --db $db --svg $dir/none/r.svg --json 2>&1`;
like($bad, qr/forecast\.file/, 'a place that cannot be written to is said');
like(scalar `$dunghen forecast --db $db --lang en`, qr/Brier score 0\.\d{4}/, 'in words');

done_testing;

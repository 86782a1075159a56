#!/usr/bin/perl
# What if: the past of a province replayed with a change (core/sim.h, doc/whatif.md).
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/demo";

sub ask {
	my ($change, @more) = @_;
	return decode_json(scalar `$dunghen whatif --db $db --change '$change' @more --json 2>&1`);
}

is(system("$dunghen init --db $dir/empty --mode test --seed 1 --clock 2026-03-02T07:30 --admin qt >/dev/null"), 0, 'a store of nobody');
like(`$dunghen whatif --db $dir/empty --change parallel --json 2>&1`, qr/whatif\.none/, 'has nothing to replay, and says so');
like(`$dunghen whatif --db $dir/empty --lang en 2>&1`, qr/The option “--change” is missing/, 'without a change it says what is missing');

is(system("$dunghen demo --no-serve --db $db --dossiers 1500 --months 4 --seed 5 --until 2026-10-30 >/dev/null 2>&1"), 0, 'a province');

# what is refused, with what there is instead
for (
	[ 'persons:25195/head',         'whatif.change' ],
	[ 'persons:25195/head=+0',      'whatif.change' ],
	[ 'people:25195/head=+1',       'whatif.change' ],
	[ 'silence:x',                  'whatif.change' ],
	[ 'limit:1.014201=soon',        'limit.syntax' ],
	[ 'persons:nowhere/head=+1',    'whatif.unit' ],
	[ 'persons:25195/nobody=+1',    'whatif.post' ],
	[ 'persons:25195/head=-9',      'whatif.fewer' ],
	[ 'limit:9.999999=5d',          'whatif.procedure' ],
	[ 'route:1.014201:s2>s3=skip',  'whatif.step' ],
	[ 'route:1.014201:s2>s99=skip', 'whatif.step' ],
) {
	my ($change, $key) = @$_;
	my $said = `$dunghen whatif --db $db --change '$change' --json 2>&1`;
	isnt($?, 0, "$change is refused");
	like($said, qr/"$key"/, "as $key");
}
like(`$dunghen whatif --db $db --change 'route:1.014201:s2>s3=skip' --lang en 2>&1`, qr/s1 s2 s3 s4 s5/, 'its steps are named');
like(`$dunghen whatif --db $db --json 2>&1`, qr/opt\.missing/, 'a change must be given');

# the replay without a change is as the past was, by so much
my $w = ask('limit:1.014201=8d');
is(JSON::PP->new->canonical->encode(ask('limit:1.014201=8d')), JSON::PP->new->canonical->encode($w), 'twice the same');
my $check = $w->{check};
ok($check->{dossiers} > 1000, 'nearly all that came due is held against it');
ok(abs($check->{late_error_hundredths}) < 350, "late ones: $check->{late_error_hundredths} hundredths of a per cent apart");
my $median = $check->{median_told_work_s}{mean} / $check->{median_work_s};
ok($median > 0.85 && $median < 1.2, sprintf 'the median is %.2f of what it was', $median);
my $back = $w->{back};
ok($back->{dossiers} > 400, 'the second half is foretold');
ok(abs($back->{late_error_hundredths}) < 600, "$back->{late_error_hundredths} hundredths of a per cent apart");

# the interval holds the mean; bands hold everything
for my $side (qw(base changed)) {
	my $s = $w->{$side};
	ok($s->{late_hundredths}{low} <= $s->{late_hundredths}{mean} && $s->{late_hundredths}{mean} <= $s->{late_hundredths}{high}, "$side: the mean lies within");
	my $n = 0;
	$n += $_->{n} for @{ $s->{took} };
	is($n, $s->{dossiers} * $w->{runs}, "$side: every dossier of every run is in a band");
}

# what must come of changes
cmp_ok($w->{less_percent_hundredths}{mean}, '>', 0, 'a shorter limit makes more late');
my $longer = ask('limit:1.014201=15d', '--no-back-test');
cmp_ok($longer->{less_percent_hundredths}{mean}, '<', 0, 'a longer one fewer');
ok(!exists $longer->{back}, 'no test that was not wished');
my $same = ask('limit:1.014201=10d', '--no-back-test');
is($same->{less_percent_hundredths}{mean}, 0, 'the limit there is changes nothing');
my $silence = ask('silence:1', '--no-back-test');
cmp_ok($silence->{less_percent_hundredths}{mean}, '<', 0, 'who is silent after a day delays less');
my $route = ask('route:1.014201:s2>s4=skip', '--no-back-test');
cmp_ok($route->{changed}{median_work_s}{mean}, '<', $route->{base}{median_work_s}{mean}, 'without a step it goes faster');
my $fewer = ask('silence:1', '--no-back-test', '--from 2026-09-01');
cmp_ok($fewer->{base}{dossiers}, '<', $silence->{base}{dossiers}, 'days asked about are those counted');
my $person = ask('persons:25195/head=+1', '--no-back-test');
cmp_ok($person->{less_percent_hundredths}{mean}, '<=', 0, 'one more person makes nothing later');
cmp_ok($person->{at_most_percent_hundredths}, '<=', $person->{less_percent_hundredths}{mean}, 'and no more than were all of it effort');
cmp_ok($person->{posts}[0]{persons}, '>=', 1, 'beside those who are there');

# where there are queues
my @posts = map { decode_json($_) } split /\n/, `$dunghen whatif --db $db --posts --json`;
ok(@posts > 100, 'posts that work went through');
is(scalar(grep { $posts[$_]{stays} > $posts[ $_ - 1 ]{stays} } 1 .. $#posts), 0, 'the busiest first');
my ($head) = grep { $_->{unit} eq '25195' && $_->{post} eq 'head' } @posts;
is_deeply($head, $person->{posts}[0], 'as an answer has them');
like(`$dunghen whatif --db $db --posts --change parallel --json 2>&1`, qr/whatif\.posts\.changes/, 'not both at once');
like(`$dunghen whatif --db $db --posts --unit 25195 --lang en`, qr/^Post +Persons +Stays +Effort/, 'in words');

# in words
like(`$dunghen whatif --db $db --change limit:1.014201=8d --lang en`, qr/^limit 8 working days for .*: late dossiers \+\d+ % \[\+\d+, \+\d+\]/, 'one sentence');
like(`$dunghen whatif --db $db --change silence:1`, qr/^Im lặng quá 1 ngày làm việc coi như đồng ý: hồ sơ trễ −\d+ % \[/, 'in Vietnamese');

done_testing;

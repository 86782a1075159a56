#!/usr/bin/perl
# What the demonstration says it planted is in its ledger, read from outside by
# tools/truthcheck.pl; every behaviour is there whatever the seed; saying so changes
# nothing in the ledger. test/slow/demo_truth.t tries more seeds and sizes.
use strict;
use warnings;
use utf8;
use Test::More;
use File::Temp qw(tempdir);
use Encode qw(decode);
use JSON::PP;

binmode $_, ':encoding(UTF-8)' for Test::More->builder->output,
	Test::More->builder->failure_output;

my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $dir = tempdir(CLEANUP => 1);
my $json = JSON::PP->new->utf8->canonical;

sub demo {
	my ($db, $more) = @_;
	my $out = qx($program demo --no-serve --db $dir/$db --json $more 2>$dir/stderr);
	is($? >> 8, 0, "$db runs");
	return decode_json($out);
}

sub lines {
	open my $f, '<', shift or die;
	return map { $json->decode($_) } <$f>;
}

# (status, output) of the check, of these lines or of the file as it was written
sub check {
	my ($db, @lines) = @_;
	my $truth = "$dir/$db.truth";
	if (@lines) {
		$truth = "$dir/lines";
		open my $f, '>', $truth or die;
		print {$f} $json->encode($_), "\n" for @lines;
		close $f or die;
	}
	my $out = qx(perl tools/truthcheck.pl $dir/$db $truth 2>&1);
	return ($? >> 8, $out);
}

my $few = '--dossiers 150 --months 1 --seed 7';
is(demo('with', "$few --truth $dir/few")->{root}, demo('without', $few)->{root},
	'the same ledger with and without --truth');

my @bad = qw(ping_pong last_hour second_supplement empty_answer silence bulk_close
	parked_waiting late_handout refuse_refile backdated loop sits_returns reassign_chain
	edge_pause edge_withdrawal dormant unanswered odd_result boomerang needless_question
	empty_supplement untold_request withdraw_refile contest_abuse no_apology many_owners
	two_machines);
my @good = qw(quick thorough helpful unblocks takes_contested);
my %twin_of = (
	planned_route => 'ping_pong', overtime => 'last_hour', honest_overload => 'last_hour',
	asked_at_intake => 'second_supplement', not_competent => 'empty_answer',
	recorded_leave => 'silence', batch_signing => 'bulk_close', outage => 'backdated',
	slow_citizen => 'parked_waiting', uncollected => 'late_handout',
	changed_mind => 'withdraw_refile', other_wish => 'refuse_refile', quick_copy => 'quick', returned_once => 'loop',
	prompt_return => 'sits_returns', reassigned_once => 'reassign_chain',
	early_pause => 'edge_pause', early_withdrawal => 'edge_withdrawal',
	short_rest => 'dormant', overnight_filing => 'unanswered', evening_result => 'odd_result',
	used_its_time => 'boomerang', early_question => 'needless_question',
	frank_answer => 'empty_answer', missing_paper => 'empty_supplement',
	told_next_day => 'untold_request', fair_contest => 'contest_abuse',
	letter_in_time => 'no_apology', family_filing => 'many_owners', asked_back => 'ping_pong',
	changed_desk => 'two_machines',
);

my @all = (@bad, @good, 'misjudged', sort keys %twin_of);
my %first;    # line of each behaviour
for my $seed (7, 8) {
	my $made = demo("s$seed", "--dossiers 1000 --months 1 --seed $seed --truth $dir/s$seed.truth");
	is($made->{refused}, 0, 'the law turns nothing down');
	my $official = $made->{rates}{official};
	ok($official >= 8900 && $official <= 9700, "the official rate is plausible ($official)");
	my @truth = lines("$dir/s$seed.truth");
	%first = ();
	$first{ $_->{behaviour} } //= $_ for @truth;
	is_deeply([ sort keys %first ], [ sort @all ], 'every behaviour is there, and no other');
	is_deeply({ map { $_->{behaviour} => $_->{twin_of} } grep { $_->{twin} } @truth }, \%twin_of,
		'each has its twin');
	my ($status, $out) = check("s$seed");
	is($status, 0, 'the ledger bears every line out') or diag $out;
}

# A check that lets anything pass would pass as well: each of these lines is false.
sub other_dossier {
	my ($t) = @_;
	my ($other) = grep { $_->{dossier} && $_->{behaviour} ne $t->{behaviour} &&
		$_->{dossier} ne $t->{dossier} } map { $first{$_} } @all;
	return { %$t, dossier => $other->{dossier} };
}

my @wrong = map { my $t = $first{$_}; (
	{ %$t, from => $t->{from} =~ s/^\d+/2025/r },
	{ %$t, from => $t->{from} =~ s/T\d\d/T03/r },
	{ %$t, unit => 'khong-co', person => $t->{person} && 'cb9999' },
	{ %$t, behaviour => $_ eq 'silence' ? 'ping_pong' : 'silence' },
	$t->{dossier} ? other_dossier($t) : (),
) } @all;
my ($status, $out) = check('s8', @wrong);
is($status, 1, 'false lines are found');
is_deeply([ map { s/^not so: //r } grep { /^not so/ } split /\n/, $out ],
	[ map { $json->encode($_) } @wrong ], '… every one');

my $quick = $first{quick_copy};
my $bad = { %{ $first{late_handout} }, dossier => $quick->{dossier} };
($status, $out) = check('s8', $quick, $bad);
like($out, qr/^both: \Q$quick->{dossier}\E/m, 'bad and innocent at once is found');

# Words are sealed: whoever answered may open them, on the record.
my ($empty) = grep { $_->{behaviour} eq 'empty_answer' } lines("$dir/s8.truth");
my $words = qx($program dossier open $empty->{dossier} --as $empty->{person} --db $dir/s8 2>&1);
like(decode('UTF-8', $words), qr/: Đề nghị thực hiện theo quy định$/m,
	'an empty answer decides nothing');

done_testing;

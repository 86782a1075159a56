#!/usr/bin/perl
# What the demonstration says it planted is in its ledger, and saying so changes
# nothing there.
use strict;
use warnings;
use utf8;
use Test::More;
use File::Temp qw(tempdir);
use JSON::PP;

my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $dir = tempdir(CLEANUP => 1);

sub demo {
	my ($db, $more) = @_;
	my $out = qx($program demo --no-serve --db $dir/$db --seed 7 --json $more 2>$dir/stderr);
	is($? >> 8, 0, "$db runs");
	return decode_json($out);
}

sub lines {
	open my $f, '<', shift or die;
	return map { decode_json($_) } <$f>;
}

my $few = '--dossiers 150 --months 1';
is(demo('with', "$few --truth $dir/few")->{root}, demo('without', $few)->{root},
	'the same ledger with and without --truth');

my $made = demo('a', "--dossiers 3000 --truth $dir/truth");
is($made->{refused}, 0, 'the law turns nothing down');
my $official = $made->{rates}{official};
ok($official >= 9000 && $official <= 9600, "the official rate is plausible ($official)");
my @truth = lines("$dir/truth");
my (%of, %twin);
push @{ $of{$_->{behaviour}} }, $_ for @truth;
$twin{$_->{twin_of}}++ for grep { $_->{twin} } @truth;
my @bad = qw(ping_pong last_hour second_supplement empty_answer silence bulk_close
	parked_waiting late_handout refuse_refile);
ok($of{$_}, "$_ is planted") for @bad, qw(quick thorough helpful);
ok($twin{$_}, "$_ has its twin") for @bad;
is(scalar(grep { ($_->{person} // 'cb1') !~ /^cb\d+$/ } @truth), 0, 'persons have their keys');

sub entries {
	my ($code) = @_;
	my $out = qx($program dossier timeline $code --db $dir/a --json);
	return @{ decode_json($out || '[]') };
}

sub kinds {
	my ($kind, @entries) = @_;
	return grep { $_->{kind} eq $kind } @entries;
}

sub all_are {
	my ($name, $check) = @_;
	my @few = grep { defined } @{ $of{$name} }[0 .. 4];
	my @wrong = grep { !$check->($_, entries($_->{dossier})) } @few;
	is(scalar @wrong, 0, "$name: the ledger says so") or diag explain \@wrong;
}

all_are('ping_pong', sub { shift; kinds('sent_back', @_) >= 2 });
all_are('planned_route', sub { shift; @_ > 5 && kinds('sent_back', @_) == 0 });
all_are('second_supplement', sub { shift; kinds('supplement_asked', @_) == 2 });
all_are('silence', sub {
	shift;
	kinds('opinion_asked', @_) > kinds('opinion_answered', @_);
});
all_are('late_handout', sub {
	my ($t, @e) = @_;
	my ($ready) = kinds('ready', @e);
	my ($told) = grep { $_->{body}{notice} eq 'result' } kinds('told', @e);
	$ready && $told && $ready->{at} eq $t->{from} && $told->{at} eq $t->{to} &&
		substr($t->{from}, 0, 10) ne substr($t->{to}, 0, 10);
});
all_are('refuse_refile', sub {
	my ($t, @first) = @_;
	my ($body) = map { $_->{body} } grep { $_->{body}{owner} } @first;
	my ($second) = map { $_->{body} } grep { $_->{body}{owner} } entries($t->{again});
	kinds('declined', @first) == 1 && $body->{owner} eq $second->{owner} &&
		$body->{procedure} eq $second->{procedure};
});

done_testing;

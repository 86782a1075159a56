#!/usr/bin/perl
# Holds the truth file of a demonstration against its ledger, from outside: reads
# the entries of `dunghen ledger export` and nothing the demonstration believes.
#
#   truthcheck.pl [--natural] DB TRUTH
#       Prints each line of TRUTH the ledger does not bear out; exit 1 when there is
#       one, when a dossier is called both bad and innocent, or when a ruling on a signal
#       says otherwise than TRUTH and is not told as such. --natural prints how
#       often each behaviour is in the ledger (by the same rules), and how many of
#       these are not in the file: as JSON, {behaviour: [in the ledger, not told]}.
#
# Run it at the top of the source tree: law/ is read there. DUNGHEN names the program.
use strict;
use warnings;
use utf8;
use File::Find qw(find);
use File::Temp qw(tempdir);
use JSON::PP;
use Time::Local qw(timegm);

my $natural = @ARGV && $ARGV[0] eq '--natural' && shift @ARGV;
my ($db, $truth) = @ARGV;
die "truthcheck.pl [--natural] DB TRUTH\n" if @ARGV != 2;
my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $json = JSON::PP->new->utf8->canonical;
my $DAY = 86400;
my $WORKING_DAY = 8 * 3600;
my $EAST = 7 * 3600;

# ---- time ----

my %instant;

sub at {
	my ($text) = @_;
	return $instant{$text} //= do {
		my ($y, $m, $d, $h, $i, $s) = $text =~
			/^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)\+07:00$/ or die "no instant: $text\n";
		timegm($s, $i, $h, $d, $m - 1, $y) - $EAST;
	};
}

sub slurp {
	my ($path) = @_;
	open my $f, '<:raw', $path or die "$path: $!\n";
	local $/;
	return scalar <$f>;
}

# Days since 1970, local; day 0 was a Thursday.
sub day { return int(($_[0] + $EAST) / $DAY) }
sub weekday { return ($_[0] + 3) % 7 }    # Monday 0
sub midnight { return $_[0] * $DAY - $EAST }

my %special;    # day => works
for (split /\n/, slurp('law/calendar/holidays.csv')) {
	my ($date, undef, $kind) = split /,/;
	next if $date !~ /^(\d+)-(\d+)-(\d+)$/;
	$special{ timegm(0, 0, 0, $3, $2 - 1, $1) / $DAY } = $kind eq 'swap_work';
}

sub works {
	my ($day) = @_;
	return $special{$day} // weekday($day) < 5;
}

# 07:30 to 11:30, 13:00 to 17:00: profile A of law/profiles.json
my @sessions = ([ 7.5 * 3600, 11.5 * 3600 ], [ 13 * 3600, 17 * 3600 ]);

sub work {
	my ($from, $to) = @_;
	my $sum = 0;
	for my $day (day($from) .. day($to)) {
		next if !works($day);
		for (@sessions) {
			my ($a, $b) = map { midnight($day) + $_ } @$_;
			$a = $from if $from > $a;
			$b = $to if $to < $b;
			$sum += $b - $a if $b > $a;
		}
	}
	return $sum;
}

sub last_of_month {
	my ($day) = @_;
	my $month = (gmtime($day * $DAY))[4];
	for my $next ($day + 1 .. $day + 31) {
		return 1 if (gmtime($next * $DAY))[4] != $month;
		return 0 if works($next);
	}
	return 1;
}

sub hour_of { return ($_[0] + $EAST) % $DAY }

# ---- the ledger ----

# Entries are canonical JSON: keys in order, so that the outer members can be cut
# out; a body is read when it is asked for.
sub body {
	my ($e) = @_;
	return $e->{body} //= $json->decode($e->{raw});
}

my (%entry, @doubled);    # by number; what tells of one account at two machines
my (%unit, %person, %seat, %dossier, %by_code, %acts, %leave, @outages, $begin, $end);
my %signal;    # matter => what, dossier, told, rulings: what became of signals

sub keep {
	my ($e, $stream, $id) = @_;
	my $kind = $e->{kind};
	push @{ $acts{ $e->{actor} } }, $e;
	$entry{ $e->{seq} } = $e;
	$e->{of} = $id;
	push @doubled, { %{ body($e) }, at => $e->{at}, whose => $person{$id} } if $kind eq 'two_machines';
	if ($stream eq 'dossier') {
		push @{ $dossier{$id} }, $e;
		$by_code{ body($e)->{code} } = $id if $kind eq 'submitted';
	} elsif ($kind eq 'signal_opened') {
		$signal{$id} = { what => body($e)->{what}, dossier => body($e)->{dossier},
			told => $e->{at}, rulings => [], good => body($e)->{good} };
	} elsif ($kind eq 'signal_ruled') {
		push @{ $signal{$id}{rulings} }, $e;
	} elsif ($kind eq 'unit_created') {
		$unit{$id} = body($e);
	} elsif ($kind eq 'person_added') {
		$person{$id} = body($e)->{key};
	} elsif ($kind eq 'assigned') {
		# The first seat is one's own; others come to it at a desk for certified copies.
		$seat{ $person{$id} } //= { unit => $unit{ body($e)->{unit} }, post => body($e)->{post} };
	} elsif ($kind eq 'leave_recorded') {
		push @{ $leave{ $person{$id} } }, body($e);
	} elsif ($kind eq 'outage_declared') {
		push @outages, { %{ body($e) }, at => $e->{at}, unit => $unit{$id}{key} };
	}
	return;
}

sub read_ledger {
	my $dir = tempdir(CLEANUP => 1);
	system("'$program' ledger export --db '$db' '$dir/log' >'$dir/out' 2>&1") == 0
		or die "ledger export fails: ", slurp("$dir/out");
	my %bundle;
	find({ no_chdir => 1, wanted => sub {
		return if !-f || !m{/tile/entries/(.+)};
		my ($n, $partial) = $1 =~ m{^([^.]+)(\.p/)?};
		$n =~ tr/x\///d;
		$bundle{ $n + 0 } = $_ if !$partial || !$bundle{ $n + 0 };
	} }, "$dir/log");
	for my $n (sort { $a <=> $b } keys %bundle) {
		my $bytes = slurp($bundle{$n});
		for (my $i = 0; $i < length $bytes;) {
			my $size = unpack 'n', substr $bytes, $i, 2;
			my $entry = substr $bytes, $i + 2, $size;
			$i += 2 + $size;
			my ($actor, $at, $raw, $kind, $seq, $stream, $id) = $entry =~
				/^\{"actor":"(.*?)","at":"(.*?)","body":(\{.*\}),"cmd":".*?",
				"kind":"(.*?)","seq":(\d+),"stream":"(\w+)(?:\/(\w+))?"/x
				or die "not an entry: $entry\n";
			keep({ actor => $person{$actor} // $actor, at => at($at), raw => $raw,
				kind => $kind, seq => $seq }, $stream, $id);
			$begin //= at($at);
			$end = at($at);
		}
	}
	return;
}

sub unit_key { return $unit{ $_[0] // '' }{key} // '' }

sub of_kind {
	my ($kind, @entries) = @_;
	return grep { $_->{kind} eq $kind } @entries;
}

my %version;

sub version {
	my ($code, $number) = @_;
	return $version{"$code $number"} //= do {
		my $all = $json->decode(slurp("law/procedures/$code.json"))->{versions};
		my ($v) = grep { $_->{number} == $number } @$all or die "$code has no version $number\n";
		+{ %$v, by_id => { map { $_->{id} => $_ } @{ $v->{steps} } } };
	};
}

sub procedure {
	my ($submitted) = @_;
	return version(@{ body($submitted) }{qw(procedure version)});
}

# ---- what a dossier shows ----

my @stops_clock = qw(supplement_asked payment_asked paused extended variant_chosen);

sub first_due {
	my @entries = @_;
	my ($received) = of_kind('received', @entries);
	return $received ? at(body($received)->{first_due}) : undef;
}

sub straight {
	my @entries = @_;
	my %kinds = map { $_->{kind} => 1 } @entries;
	return !grep { $kinds{$_} } @stops_clock;
}

# Each handing over of the step that decides: who, since when in hand, until when.
sub decided {
	my ($first, @rest) = @_;
	my ($step, $taken, @out) = ('', undef);
	my $steps = procedure($first)->{by_id};
	for my $e (@rest) {
		my $beside = $e->{kind} eq 'holder_moved' && defined body($e)->{no};	# no hold
		$taken = $e->{at} if !$beside && $e->{kind} =~ /^(?:taken|received|resumed|holder_moved)$/;
		my $deny = $step && grep { $_->{kind} eq 'deny' } @{ $steps->{$step}{outcomes} };
		push @out, { by => $e->{actor}, from => $taken, to => $e->{at} }
			if $e->{kind} eq 'handed_over' && $deny && defined $taken;
		$step = body($e)->{step} if $e->{raw} =~ /"step":/;
	}
	return @out;
}

sub ends_within_hour {
	my ($e, $entry) = @_;
	my @until = grep { $_->{at} <= $e->{to} } @$entry;
	my $due = straight(@until) ? first_due(@until) : undef;
	return $due && $e->{to} <= $due && $e->{to} > $due - 3600 &&
		work($e->{from}, $e->{to}) > 3600;
}

# Pauses: ground, from, to (undef: still), lawful working seconds.
sub pauses {
	my ($first, @rest) = @_;
	my ($open, @out);
	for my $e (@rest) {
		if ($e->{kind} eq 'paused') {
			my ($wait) = grep { $_->{id} eq body($e)->{ground} } @{ procedure($first)->{waits} };
			my ($days) = $wait->{limit} =~ /^(\d+)d$/;
			$open = { from => $e->{at}, lawful => $days * $WORKING_DAY } if $days;
		} elsif ($open && $e->{kind} =~ /^(?:resumed|withdrawn|stopped)$/) {
			push @out, { %$open, to => $e->{at}, by => $e->{actor} };
			$open = undef;
		}
	}
	return $open ? (@out, $open) : @out;
}

# Times between a result's being ready and the first word of it to the citizen.
sub hand_outs {
	my @entries = @_;
	my @out;
	for my $e (@entries) {
		push @out, { from => $e->{at} } if $e->{kind} eq 'ready';
		if ($e->{kind} eq 'told' && body($e)->{notice} eq 'result' && @out && !$out[-1]{to}) {
			@{ $out[-1] }{qw(to by)} = @$e{qw(at actor)};
		}
	}
	return @out;
}

sub opinions {
	my @entries = @_;
	my (%by_n, @none);    # answers that were found to be none stand apart
	for my $e (grep { $_->{kind} =~ /^opinion_/ } @entries) {
		my $o = $by_n{ body($e)->{n} } //= {};
		if ($e->{kind} eq 'opinion_asked') {
			@$o{qw(from unit)} = ($e->{at}, unit_key(body($e)->{holder}{unit}));
		} elsif ($e->{kind} eq 'opinion_answered') {
			@$o{qw(to by answer)} = ($e->{at}, $e->{actor}, body($e)->{answer});
		} elsif ($e->{kind} eq 'opinion_ruled') {
			$o->{ruled} = body($e)->{verdict};
			next if $o->{ruled} ne 'upheld';
			push @none, {%$o};
			delete @$o{qw(to by answer ruled)};
			$o->{empty} = 1;
		} elsif ($e->{kind} =~ /^opinion_(?:silent|lapsed)$/) {
			$o->{silent} = $e->{at};
		}
	}
	return (@none, values %by_n);
}

# The signing, and since when it had lain at that step.
sub signings {
	my @entries = @_;
	my ($since, @out);
	for my $e (@entries) {
		push @out, { from => $since, to => $e->{at}, by => $e->{actor} }
			if $e->{kind} eq 'signed' && defined $since;
		$since = $e->{at} if $e->{raw} =~ /"step":/;
	}
	return @out;
}

sub lay_for_month_end {
	my ($s) = @_;
	my $day = day($s->{to});
	return works($day) && last_of_month($day) && hour_of($s->{to}) >= 13 * 3600 &&
		hour_of($s->{to}) < 17 * 3600 && day($s->{from}) < $day;
}

sub late_at {
	my ($time, @entries) = @_;
	return grep { $_->{at} <= $time } of_kind('overdue_marked', @entries);
}

# From reception to ready, in shares of the time promised.
sub whole {
	my @entries = @_;
	my ($received) = of_kind('received', @entries);
	my ($ready) = of_kind('ready', @entries);
	return if !$received || !$ready || !straight(@entries);
	my $from = at(body($received)->{received_at});
	my $all = work($from, first_due(@entries));
	my $spent = work($from, $ready->{at});
	return { from => $from, to => $ready->{at}, spent => $spent,
		share => $all > 0 ? $spent / $all : 9 };
}

sub clean {
	my ($to, @entries) = @_;
	return !grep { $_->{at} <= $to &&
		$_->{kind} =~ /^(?:sent_back|supplement_asked|reopened|corrected|overdue_marked)$/ } @entries;
}

sub backdating {
	my @entries = @_;
	my ($received) = of_kind('received', @entries);
	return if !$received;
	my $b = body($received);
	my $from = at($b->{received_at});
	return if $from >= $received->{at};
	return { from => $from, to => $received->{at}, by => $received->{actor},
		receipt => $b->{receipt_no} };
}

my %taken_by;    # person => dossiers opened

sub count_taken {
	for my $entries (values %dossier) {
		$taken_by{ $_->{actor} }++ for of_kind('taken', @$entries);
	}
	return;
}

sub officers_of_communes {
	return grep { $seat{$_}{post} eq 'officer' && $seat{$_}{unit}{key} =~ /^\d+\./ } keys %seat;
}

# ---- one check for each behaviour: does the ledger bear the line out? ----

# Some element has these ends, these hands, and the property.
sub some {
	my ($t, $list, $holds) = @_;
	return !!grep {
		$_->{from} == $t->{from} && ($_->{to} // 0) == ($t->{to} // 0) &&
			(!defined $_->{by} || !defined $t->{person} || $_->{by} eq $t->{person}) && $holds->($_)
	} @$list;
}

sub asked_twice {
	my ($t, @e) = @_;
	my @asked = of_kind('supplement_asked', @e);
	return @asked == 2 && $asked[0]{at} == $t->{from} && $asked[1]{at} == $t->{to} &&
		$asked[1]{actor} eq $t->{person} && !body($asked[1])->{lawful};
}

sub ping_pong {
	my ($t, @e) = @_;
	my @backs = of_kind('sent_back', @e);
	return @backs >= 2 && $backs[0]{at} == $t->{from} && $backs[-1]{at} == $t->{to} &&
		!!grep { $_->{actor} eq $t->{person} } @backs;
}

# Returned once, asked a superior to do so again, who kept it where it was.
sub asked_back {
	my ($t, @e) = @_;
	my @backs = of_kind('sent_back', @e);
	my ($asked) = of_kind('return_asked', @e);
	my ($ruled) = of_kind('return_ruled', @e);
	return @backs == 1 && $backs[0]{at} == $t->{from} && $asked && $ruled &&
		$ruled->{at} == $t->{to} && $asked->{actor} eq $t->{person} &&
		body($ruled)->{ruling} eq 'kept';
}

sub planned_route {
	my ($t, @e) = @_;
	my ($received) = of_kind('received', @e);
	my @units = map { unit_key(body($_)->{holder}{unit}) } of_kind('handed_over', @e);
	my $back = grep { $units[$_] eq $units[ $_ - 2 ] && $units[$_] ne $units[ $_ - 1 ] } 2 .. $#units;
	return $back && !of_kind('sent_back', @e) && $received &&
		at(body($received)->{received_at}) == $t->{from} &&
		!!grep { $_->{at} == $t->{to} } of_kind('ready', @e);
}

sub refiled {
	my ($t, $kind, $same, @e) = @_;
	my ($end) = of_kind($kind, @e);
	my $again = $dossier{ $by_code{ $t->{again} // '' } // '' } or return 0;
	my ($a, $b) = map { body($_) } $e[0], $again->[0];
	return $end && $end->{at} == $t->{from} && $end->{actor} eq $t->{person} &&
		$again->[0]{at} == $t->{to} && $t->{to} > $t->{from} && $a->{owner} eq $b->{owner} &&
		($a->{procedure} eq $b->{procedure} ? 1 : 0) == $same;
}

sub asked_at_intake {
	my ($t, @e) = @_;
	my @asked = of_kind('supplement_asked', grep { $_->{at} <= $t->{to} } @e);
	my @intake = of_kind('intake_asked', @e);
	return @asked == 1 && $asked[0]{at} == $t->{to} && $asked[0]{actor} eq $t->{person} &&
		body($asked[0])->{lawful} && @intake == 1 && $intake[0]{at} == $t->{from};
}

sub slow_citizen {
	my ($t, @e) = @_;
	my ($asked) = of_kind('supplement_asked', @e);
	my ($told) = grep { body($_)->{notice} eq 'supplement' } of_kind('notice_delivered', @e);
	my ($came) = of_kind('supplement_received', @e);
	return $asked && $told && $came && body($asked)->{lawful} && $asked->{at} == $t->{from} &&
		$came->{at} == $t->{to} && $came->{at} - $told->{at} >= 14 * $DAY;
}

sub uncollected {
	my ($t, @e) = @_;
	my ($h) = hand_outs(@e);
	my ($told) = grep { $_->{at} == $t->{from} } of_kind('notice_delivered', @e);
	my ($out) = of_kind('delivered', @e);
	return $h && $h->{to} && $told && work($h->{from}, $h->{to}) <= $WORKING_DAY &&
		($t->{to} ? $out && $out->{at} == $t->{to} : !$out) &&
		($t->{to} // $end) - $t->{from} >= 15 * $DAY;
}

sub outage {
	my ($t, @e) = @_;
	my $b = backdating(@e) or return 0;
	my ($series, $number) = ($b->{receipt} // '') =~ /^(\w+)-(\d+)$/ or return 0;
	my $counter = unit_key(body($e[0])->{receiving});
	return $b->{from} == $t->{from} && $b->{to} == $t->{to} && $b->{by} eq $t->{person} &&
		!!grep { $_->{series} eq $series && $_->{first} <= $number && $number <= $_->{last} &&
			$counter =~ /^\Q$_->{unit}\E\./ && $_->{at} <= $t->{to} &&
			at($_->{from}) <= $t->{from} && $t->{from} < at($_->{to}) &&
			nobody_acted($counter, at($_->{from}), at($_->{to})) } @outages;
}

sub nobody_acted {
	my ($unit, $from, $to) = @_;
	for my $who (grep { $seat{$_}{unit}{key} eq $unit } keys %seat) {
		return 0 if grep { $_->{at} >= $from && $_->{at} < $to } @{ $acts{$who} };
	}
	return 1;
}

sub recorded_leave {
	my ($t) = @_;
	my $acted = grep { $_->{at} >= $t->{from} && $_->{at} < $t->{to} } @{ $acts{ $t->{person} } };
	return !$acted && !!grep { at($_->{from}) == $t->{from} && at($_->{to}) == $t->{to} }
		@{ $leave{ $t->{person} } };
}

sub honest_overload {
	my ($t) = @_;
	my @all = officers_of_communes();
	return 0 if $t->{from} != $begin || $t->{to} < $end;
	my $sum = 0;
	$sum += $taken_by{$_} // 0 for @all;
	return ($taken_by{ $t->{person} } // 0) >= 3 * $sum / @all;
}

sub answered {
	my ($answer, $within) = @_;
	return sub {
		my ($t, @e) = @_;
		return some($t, [ opinions(@e) ], sub {
			($_->{answer} // '') eq $answer && (!$within || work($_->{from}, $_->{to}) <= $within);
		});
	};
}

# Each return: from which step, since when it was in hand there, by whom.
sub returns {
	my ($first, @rest) = @_;
	my ($step, $since, $taken, @out) = ('');
	for my $e (@rest) {
		push @out, { step => $step, from => $taken // $since, to => $e->{at}, by => $e->{actor} }
			if $e->{kind} eq 'sent_back';
		($since, $taken) = ($e->{at}, undef)
			if $e->{raw} =~ /"holder":/ && $e->{kind} !~ /^(?:taken|urged|contested|contest_escalated|return_asked|escalated|opinion_\w+|apology_\w+)$/;	# owed beside
		$taken = $e->{at} if $e->{kind} eq 'taken';
		$step = body($e)->{step} if $e->{raw} =~ /"step":/;
	}
	return @out;
}

sub loop {
	my ($t, @e) = @_;
	my @r = returns(@e);
	return @r >= 2 && $r[0]{to} == $t->{from} && $r[1]{to} == $t->{to} &&
		$r[0]{step} ne $r[1]{step} && $r[1]{by} eq $t->{person};
}

sub plan_of {
	my ($first, $step) = @_;
	return (procedure($first)->{by_id}{$step}{hours} // 0) * 3600;
}

# How much of the time promised is left of it all at a moment of a straight life: (left, all).
sub left_at {
	my ($time, @e) = @_;
	my ($received) = of_kind('received', @e);
	my @before = grep { $_->{at} < $time } @e;
	return if !$received || !straight(@before);
	my $due = first_due(@e);
	return (work($time, $due), work(at(body($received)->{received_at}), $due));
}

sub at_edge {
	my ($kind, $edge) = @_;
	return sub {
		my ($t, @e) = @_;
		my ($x) = of_kind($kind, @e);
		return 0 if !$x || $x->{at} != $t->{to} || $t->{from} != $t->{to} ||
			$x->{actor} ne $t->{person};
		my ($left, $all) = left_at($x->{at}, @e) or return 0;
		return $edge ? $left * 20 < $all : $left * 2 > $all;
	};
}

sub reassigned {
	my ($n) = @_;
	return sub {
		my ($t, @e) = @_;
		my @r = of_kind('reassigned', @e);
		return @r == $n && $r[0]{at} == $t->{from} && $r[-1]{at} == $t->{to} &&
			$r[-1]{actor} eq $t->{person};
	};
}

# Came to a step of that unit and lay there unopened for so many working days.
sub lay {
	my ($days) = @_;
	return sub {
		my ($t, @e) = @_;
		my ($came) = grep { $_->{at} == $t->{from} && $_->{raw} =~ /"holder":/ } @e;
		my $opened = grep { $_->{at} > $t->{from} && $_->{at} < ($t->{to} // $end) &&
			$_->{kind} =~ /^(?:taken|handed_over|sent_back|signed|ready)$/ } @e;
		return $came && !$opened && unit_key(body($came)->{holder}{unit}) eq $t->{unit} &&
			work($t->{from}, $t->{to} // $end) >= $days * $WORKING_DAY;
	};
}

sub answer_took {
	my ($overdue) = @_;
	return sub {
		my ($t, @e) = @_;
		my $asked = grep { $_->{at} == $t->{from} && $_->{kind} =~ /^(?:submitted|intake_completed)$/ } @e;
		my $late = grep { $_->{kind} eq 'answer_overdue' && $_->{at} > $t->{from} &&
			$_->{at} <= ($t->{to} // $end) } @e;
		my @answers = grep { $_->{at} > $t->{from} &&
			$_->{kind} =~ /^(?:received|declined|intake_asked)$/ } @e;
		my $answer = $t->{to} ? @answers && $answers[0]{at} == $t->{to} : !@answers;
		return $asked && $answer && unit_key(body($e[0])->{receiving}) eq $t->{unit} &&
			($overdue ? $late : !$late && $t->{to} - $t->{from} > $DAY / 2);
	};
}

sub ready_between {
	my ($from, $to) = @_;
	return sub {
		my ($t, @e) = @_;
		my ($received) = of_kind('received', @e);
		my ($r) = of_kind('ready', @e);
		return $r && at(body($received)->{received_at}) == $t->{from} && $r->{at} == $t->{to} && $r->{actor} eq $t->{person} &&
			hour_of($r->{at}) >= $from * 3600 && hour_of($r->{at}) < $to * 3600;
	};
}

sub answered_late {
	my ($answer) = @_;
	return sub {
		my ($t, @e) = @_;
		return some($t, [ opinions(@e) ], sub {
			($_->{answer} // '') eq $answer && work($_->{from}, $_->{to}) > $WORKING_DAY;
		});
	};
}

sub unplanned {
	my ($late) = @_;
	return sub {
		my ($t, @e) = @_;
		my ($q) = grep { $_->{at} == $t->{to} && !body($_)->{planned} } of_kind('opinion_asked', @e);
		return 0 if !$q || $t->{from} != $t->{to} || $q->{actor} ne $t->{person};
		my ($left, $all) = left_at($q->{at}, @e) or return 0;
		return $late ? $left * 2 <= $all : $left * 2 > $all;
	};
}

# ---- requests, letters, contests, accounts ----

# What of a paper has been listed as handed in before a moment.
sub lacks {
	my ($paper, $time, @e) = @_;
	my %sum = map { $_ => 0 } qw(originals certified copies);
	my $listed;
	for my $row (map { @{ body($_)->{papers} // [] } } grep { $_->{at} < $time } @e) {
		next if $row->{paper} ne $paper->{id};
		$listed = 1;
		return 0 if $row->{source};
		$sum{$_} += $row->{$_} // 0 for keys %sum;
	}
	return !$listed || !!grep { $sum{$_} < ($paper->{$_} // 0) } keys %sum;
}

sub requested {
	my ($empty) = @_;
	return sub {
		my ($t, @e) = @_;
		my ($asked) = grep { $_->{at} == $t->{from} } of_kind('supplement_asked', @e);
		return 0 if !$asked || $asked->{actor} ne $t->{person} || $t->{to} != $t->{from};
		my %wanted = map { $_ => 1 } @{ body($asked)->{wanted} // [] };
		my @lacking = grep { $wanted{ $_->{id} } && lacks($_, $t->{from}, @e) }
			@{ procedure($e[0])->{papers} };
		return $empty ? !@lacking : !!@lacking;
	};
}

# How long nobody told the citizen of what was asked: within those working days.
sub told_after {
	my ($least, $most) = @_;
	return sub {
		my ($t, @e) = @_;
		my ($asked) = grep { $_->{at} == $t->{from} && $_->{kind} =~ /^(?:supplement|payment)_asked$/ } @e;
		return 0 if !$asked || unit_key(body($e[0])->{receiving}) ne $t->{unit};
		my ($told) = grep { $_->{kind} eq 'told' && body($_)->{n} == body($asked)->{n} } @e;
		my ($over) = grep { $_->{kind} =~ /^(?:withdrawn|stopped|delivered)$/ } @e;
		my $until = $told ? $told->{at} : $over ? $over->{at} : undef;
		my $work = work($t->{from}, $until // $end);
		return ($until // 0) == ($t->{to} // 0) && $work >= $least * $WORKING_DAY &&
			$work <= $most * $WORKING_DAY;
	};
}

my (%lost, %filed_for);    # person => contests lost; submitter => owners

sub ruled {
	my ($ruling, $least) = @_;
	return sub {
		my ($t, @e) = @_;
		my ($put) = grep { $_->{at} == $t->{from} } of_kind('contested', @e);
		my ($end) = grep { $_->{at} == $t->{to} } of_kind('contest_ruled', @e);
		return $put && $end && $put->{actor} eq $t->{person} && body($end)->{ruling} eq $ruling &&
			($lost{ $t->{person} } // 0) >= $least;
	};
}

sub takes_contested {
	my ($t, @e) = @_;
	my ($ruled) = grep { $_->{at} == $t->{from} && body($_)->{holder} } of_kind('contest_ruled', @e);
	my ($done) = grep { $_->{at} == $t->{to} && $_->{kind} eq 'handed_over' } @e;
	my ($taken) = grep { $_->{at} > $t->{from} && $_->{at} <= $t->{to} } of_kind('taken', @e);
	return 0 if !$ruled || !$done || !$taken || body($ruled)->{ruling} ne 'upheld';
	my $spent = work($t->{from}, $t->{to});
	return $done->{actor} eq $t->{person} && work($t->{from}, $taken->{at}) <= $WORKING_DAY &&
		unit_key(body($ruled)->{holder}{unit}) eq $t->{unit} &&
		($spent <= $WORKING_DAY || $spent <= plan_of($e[0], body($ruled)->{step}));
}

# Until when the letter of a draft was to be signed: the end of the day it was drafted on,
# or four working hours after a promise that had passed.
sub signed_by {
	my ($draft, $time) = @_;
	return body($draft)->{why} eq 'day'
		? day($draft->{at}) == day($time) && hour_of($time) == 17 * 3600
		: work($draft->{at}, $time) == 4 * 3600;
}

sub no_apology {
	my ($t, @e) = @_;
	for my $draft (of_kind('apology_drafted', @e)) {
		my ($n, $unit) = (body($draft)->{n}, body($draft)->{holder}{unit});
		next if !signed_by($draft, $t->{from});
		my ($passed) = grep { body($_)->{n} == $n } of_kind('apology_passed', @e);
		my ($missed) = grep { body($_)->{n} == $n } of_kind('apology_missed', @e);
		my ($signed) = grep { $_->{at} > $draft->{at} } of_kind('extended', @e);
		my $late = $signed && $signed->{at} > $t->{from};
		$unit = body($passed)->{holder}{unit} if $passed;
		my $there = !$t->{to} || grep { $_->{at} == $t->{to} } @e;
		return 1 if unit_key($unit) eq $t->{unit} && $there && ($missed || $late) &&
			(!$signed || $late);
	}
	return 0;
}

sub letter_in_time {
	my ($t, @e) = @_;
	my ($draft) = grep { $_->{at} == $t->{from} } of_kind('apology_drafted', @e);
	my ($signed) = grep { $_->{at} == $t->{to} } of_kind('extended', @e);
	return $draft && $signed && $signed->{actor} eq $t->{person} && !of_kind('apology_missed', @e);
}

sub unblocks {
	my ($t, @e) = @_;
	my ($acted) = grep { $_->{at} == $t->{from} && $_->{kind} =~ /^(?:escalation_acted|reassigned)$/ } @e;
	my ($done) = grep { $_->{at} == $t->{to} && $_->{kind} =~ /^(?:handed_over|signed|ready)$/ } @e;
	return 0 if !$acted || !$done || (body($acted)->{how} // 'helped') ne 'helped';
	my @before = grep { $_->{at} <= $t->{from} } of_kind('escalated', @e);
	my $up = $before[-1] or return 0;
	return $acted->{actor} eq $t->{person} && work($t->{from}, $t->{to}) <= $WORKING_DAY &&
		work($up->{at}, $t->{from}) * 2 <= $WORKING_DAY;
}

# ---- rulings on signals ----

my %told_of;    # behaviour and code of the (second) filing => in the file

sub is_wrong {
	my ($s, $ruling) = @_;
	my ($code) = $s->{dossier} ? body($dossier{ $s->{dossier} }[0])->{code} : '';
	my $so = $told_of{"$s->{what} $code"} ? 1 : 0;
	return (body($ruling)->{ruling} eq 'established' ? 1 : 0) != $so;
}

# What the file must tell of wrong rulings: "what code ruling person told at".
sub wrong_rulings {
	my @wrong;
	for my $s (grep { !$_->{good} } values %signal) {
		my $code = body($dossier{ $s->{dossier} }[0])->{code};
		push @wrong, map { join ' ', $s->{what}, $code, body($_)->{ruling}, $_->{actor}, $s->{told},
			$_->{at} } grep { is_wrong($s, $_) } @{ $s->{rulings} };
	}
	return @wrong;
}

sub misjudged {
	my ($t) = @_;
	my $line = join ' ', @$t{qw(signal dossier ruling person from to)};
	return !!grep { $_ eq $line } wrong_rulings();
}

sub filed_for {
	my ($many) = @_;
	return sub {
		my ($t, @e) = @_;
		my $b = body($e[0]);
		my $owners = keys %{ $filed_for{ $b->{submitter} } // {} };
		return $e[0]{at} == $t->{from} && $t->{to} == $t->{from} && $b->{submitter} ne $b->{owner} &&
			$b->{channel} eq 'online' && unit_key($b->{receiving}) eq $t->{unit} &&
			($many ? $owners >= 5 : $owners < 5);
	};
}

# Three acts of the person within ten minutes, the second at `from` and the third at `to`;
# and the ledger says that they were from two machines, or does not.
sub at_machines {
	my ($two) = @_;
	return sub {
		my ($t, @e) = @_;
		my @own = grep { $_->{actor} eq $t->{person} && abs($_->{at} - $t->{from}) <= 600 } @e;
		my ($second) = grep { $_->{kind} eq 'file_attached' && $_->{at} == $t->{from} } @own;
		my ($first) = grep { $_->{kind} eq 'file_attached' && $_->{at} < $t->{from} } @own;
		my ($third) = grep { $_->{at} == $t->{to} && $_->{at} > $t->{from} } @own;
		return 0 if !$first || !$second || !$third || $third->{at} - $first->{at} > 600;
		my @told = grep { $_->{whose} eq $t->{person} && $entry{ $_->{acts}[1] }{of} eq $second->{of} } @doubled;
		return $two == grep { $_->{acts}[1] == $second->{seq} && $_->{at} <= $t->{to} && $entry{ $_->{acts}[0] }{at} >= $first->{at} &&
			$entry{ $_->{acts}[2] }{at} == $_->{at} && $_->{devices}[0] ne $_->{devices}[1] } @told;
	};
}

sub count_contests_and_accounts {
	for my $entries (values %dossier) {
		my $b = body($entries->[0]);
		$filed_for{ $b->{submitter} }{ $b->{owner} } = 1 if ($b->{submitter} // '') ne $b->{owner};
		for my $end (of_kind('contest_ruled', @$entries)) {
			my ($put) = grep { body($_)->{n} == body($end)->{n} } of_kind('contested', @$entries);
			$lost{ $put->{actor} }++ if body($end)->{ruling} eq 'dismissed';
		}
	}
	return;
}

my (%session);    # "person day" => dossiers kept for the month's end

my %check = (
	ping_pong => \&ping_pong,
	last_hour => sub {
		my ($t, @e) = @_;
		return some($t, [ decided(@e) ], sub { ends_within_hour($_, \@e) });
	},
	second_supplement => \&asked_twice,
	empty_answer => sub {
		my ($t, @e) = @_;
		return some($t, [ opinions(@e) ], sub { ($_->{ruled} // '') eq 'upheld' });
	},
	frank_answer => sub {
		my ($t, @e) = @_;
		return some($t, [ opinions(@e) ], sub { ($_->{ruled} // '') eq 'dismissed' });
	},
	empty_supplement => requested(1),
	missing_paper => requested(0),
	untold_request => told_after(3, 999),
	told_next_day => told_after(0, 2),
	withdraw_refile => sub { my ($t, @e) = @_; return refiled($t, 'withdrawn', 1, @e) },
	other_wish => sub { my ($t, @e) = @_; return refiled($t, 'declined', 0, @e) },
	contest_abuse => ruled('dismissed', 3),
	fair_contest => ruled('upheld', 0),
	takes_contested => \&takes_contested,
	no_apology => \&no_apology,
	letter_in_time => \&letter_in_time,
	asked_back => \&asked_back,
	misjudged => \&misjudged,
	many_owners => filed_for(1),
	family_filing => filed_for(0),
	two_machines => at_machines(1),
	changed_desk => at_machines(0),
	unblocks => \&unblocks,
	silence => sub {
		my ($t, @e) = @_;
		return !!grep { $_->{from} == $t->{from} && $_->{unit} eq $t->{unit} && !$_->{to} &&
			$_->{silent} && abs($_->{silent} - $t->{to}) <= 60 } opinions(@e);
	},
	bulk_close => sub {
		my ($t, @e) = @_;
		return some($t, [ signings(@e) ], sub {
			lay_for_month_end($_) && $session{"$_->{by} " . day($_->{to})} >= 2;
		});
	},
	parked_waiting => sub {
		my ($t, @e) = @_;
		return some($t, [ pauses(@e) ],
			sub { work($_->{from}, $_->{to} // $end) > 2 * $_->{lawful} });
	},
	late_handout => sub {
		my ($t, @e) = @_;
		return some($t, [ hand_outs(@e) ],
			sub { work($_->{from}, $_->{to} // $end) >= 4 * $WORKING_DAY });
	},
	refuse_refile => sub { my ($t, @e) = @_; return refiled($t, 'declined', 1, @e) },
	backdated => sub {
		my ($t, @e) = @_;
		return some($t, [ backdating(@e) ], sub { !$_->{receipt} }) &&
			!!of_kind('answer_overdue', @e);
	},
	quick => sub {
		my ($t, @e) = @_;
		return some($t, [ whole(@e) ], sub { $_->{share} < 0.25 && clean($_->{to}, @e) });
	},
	thorough => sub {
		my ($t, @e) = @_;
		return some($t, [ whole(@e) ], sub { $_->{share} <= 1 && clean($_->{to}, @e) });
	},
	helpful => answered('agree', $WORKING_DAY),
	planned_route => \&planned_route,
	overtime => sub {
		my ($t, @e) = @_;
		return some($t, [ decided(@e) ], sub {
			works(day($_->{to})) && hour_of($_->{to}) > 17 * 3600 && !late_at($_->{to}, @e);
		});
	},
	honest_overload => \&honest_overload,
	asked_at_intake => \&asked_at_intake,
	not_competent => answered('not_competent', $WORKING_DAY),
	recorded_leave => \&recorded_leave,
	batch_signing => sub {
		my ($t, @e) = @_;
		return some($t, [ signings(@e) ], sub {
			weekday(day($_->{to})) == 4 && hour_of($_->{to}) >= 9 * 3600 &&
				hour_of($_->{to}) <= 9.5 * 3600 && day($_->{to}) - day($_->{from}) <= 2 &&
				day($_->{to}) > day($_->{from}) && !late_at($_->{to}, @e);
		});
	},
	slow_citizen => \&slow_citizen,
	uncollected => \&uncollected,
	changed_mind => sub { my ($t, @e) = @_; return refiled($t, 'withdrawn', 0, @e) },
	outage => \&outage,
	loop => \&loop,
	sits_returns => sub {
		my ($t, @e) = @_;
		return some($t, [ returns(@e) ], sub {
			my $work = work($_->{from}, $_->{to});
			$work >= $WORKING_DAY && $work > plan_of($e[0], $_->{step});
		});
	},
	returned_once => sub {
		my ($t, @e) = @_;
		my @r = of_kind('sent_back', @e);
		return @r == 1 && $r[0]{at} == $t->{to} && $t->{from} == $t->{to} &&
			$r[0]{actor} eq $t->{person};
	},
	prompt_return => sub {
		my ($t, @e) = @_;
		return some($t, [ returns(@e) ], sub { work($_->{from}, $_->{to}) <= $WORKING_DAY / 2 });
	},
	reassign_chain => reassigned(3),
	reassigned_once => reassigned(1),
	edge_pause => at_edge('paused', 1),
	early_pause => at_edge('paused', 0),
	edge_withdrawal => at_edge('withdrawn', 1),
	early_withdrawal => at_edge('withdrawn', 0),
	dormant => lay(5),
	short_rest => lay(1),
	unanswered => answer_took(1),
	overnight_filing => answer_took(0),
	odd_result => ready_between(22, 24),
	evening_result => ready_between(18, 21),
	boomerang => answered_late('not_competent'),
	used_its_time => answered_late('agree'),
	needless_question => unplanned(1),
	early_question => unplanned(0),
	quick_copy => sub {
		my ($t, @e) = @_;
		return body($e[0])->{procedure} eq '2.000815' &&
			some($t, [ whole(@e) ], sub { $_->{spent} < 3600 });
	},
);

sub bears_out {
	my ($t) = @_;
	my %row = (%$t, from => at($t->{from}), to => $t->{to} ? at($t->{to}) : undef);
	my $check = $check{ $t->{behaviour} } or return 0;
	return 0 if $t->{person} && (!$seat{ $t->{person} } ||
		$seat{ $t->{person} }{unit}{key} ne $t->{unit});
	return $check->(\%row) if !$t->{dossier};
	my $entries = $dossier{ $by_code{ $t->{dossier} } // '' } or return 0;
	# Who rules on a signal had no hand in its dossier (rule 34).
	my $acted = grep { $_->{actor} eq ($t->{person} // '') } @$entries;
	return 0 if $t->{person} && !$acted && $t->{behaviour} ne 'misjudged';
	return $check->(\%row, @$entries);
}

# ---- how often it is there at all ----

my %refusals;    # owner and procedure => when declined

sub shown_by {
	my @e = @_;
	my %is;
	my $first = body($e[0]);
	my @r = returns(@e);
	$is{ping_pong} = @r >= 2 && !grep { $_->{step} ne $r[0]{step} } @r;	# else a loop
	$is{last_hour} = procedure($e[0])->{limit} ne 'same-day' &&
		grep { ends_within_hour($_, \@e) } decided(@e);
	$is{second_supplement} = of_kind('supplement_asked', @e) >= 2;
	$is{silence} = grep { $_->{silent} && !$_->{to} && !$_->{empty} } opinions(@e);
	$is{bulk_close} = grep { lay_for_month_end($_) && $session{"$_->{by} " . day($_->{to})} >= 2 }
		signings(@e);
	$is{parked_waiting} = grep { work($_->{from}, $_->{to} // $end) > 2 * $_->{lawful} } pauses(@e);
	$is{late_handout} = grep { work($_->{from}, $_->{to} // $end) >= 4 * $WORKING_DAY }
		hand_outs(@e);
	$is{refuse_refile} = grep { $_ > $e[-1]{at} && $_ <= $e[-1]{at} + 30 * $DAY }
		@{ $refusals{"$first->{owner} $first->{procedure}"} } if of_kind('declined', @e);
	my ($b) = backdating(@e);
	$is{backdated} = $b && !$b->{receipt};
	my ($w) = whole(@e);
	my $long = procedure($e[0])->{limit} ne 'same-day';
	$is{quick} = $w && $long && $w->{share} < 0.25 && clean($w->{to}, @e);
	$is{thorough} = $w && $long && $w->{share} <= 1 && clean($w->{to}, @e);
	$is{helpful} = grep { answered_well($_) } opinions(@e);
	return grep { $is{$_} } keys %is;
}

sub answered_well {
	my ($o) = @_;
	return ($o->{answer} // '') eq 'agree' && work($o->{from}, $o->{to}) <= $WORKING_DAY;
}

sub census {
	my @lines = @_;
	my (%told, %count);
	$told{ $_->{dossier} }{ $_->{behaviour} } = 1 for grep { $_->{dossier} } @lines;
	for my $entries (values %dossier) {
		my $b = body($entries->[0]);
		push @{ $refusals{"$b->{owner} $b->{procedure}"} }, $entries->[0]{at};
	}
	for my $code (sort keys %by_code) {
		for my $what (shown_by(@{ $dossier{ $by_code{$code} } })) {
			my $n = $count{$what} //= [ 0, 0, [] ];
			$n->[0]++;
			next if $told{$code}{$what};
			$n->[1]++;
			push @{ $n->[2] }, $code if @{ $n->[2] } < 3;
		}
	}
	return \%count;
}

# ---- the whole ----

sub contradictions {
	my @lines = @_;
	my (%bad, %innocent);
	my %good = map { $_ => 1 } qw(quick thorough helpful unblocks takes_contested);
	for my $t (grep { !$good{ $_->{behaviour} } && $_->{behaviour} ne 'misjudged' } @lines) {
		my $where = $t->{twin} ? \%innocent : \%bad;
		$where->{$_} = $t->{behaviour} for grep { defined } @$t{qw(dossier again)};
	}
	return map { "$_: $bad{$_} and $innocent{$_}" } grep { $innocent{$_} } sort keys %bad;
}

read_ledger();
# It ends as a day begins; the last entry may have been made hours before.
$end = midnight(day($end) + 1);
count_taken();
count_contests_and_accounts();
for my $entries (values %dossier) {
	$session{"$_->{by} " . day($_->{to})}++ for grep { lay_for_month_end($_) } signings(@$entries);
}
my @lines = map { $json->decode($_) } split /\n/, slurp($truth);
$told_of{"$_->{behaviour} " . ($_->{again} // $_->{dossier})} = 1 for grep { $_->{dossier} } @lines;
my @false = grep { !bears_out($_) } @lines;
print 'not so: ', $json->encode($_), "\n" for @false;
my %listed = map { join(' ', @$_{qw(signal dossier ruling person)}, at($_->{from}), at($_->{to})) => 1 }
	grep { $_->{behaviour} eq 'misjudged' && $_->{to} } @lines;
my @untold = grep { !$listed{$_} } wrong_rulings();
print "wrong ruling: $_\n" for @untold;
my @both = contradictions(@lines);
print "both: $_\n" for @both;
print $json->encode(census(@lines)), "\n" if $natural;
exit(@false || @both || @untold ? 1 : 0);

#!/usr/bin/perl
# Mining gives the numbers that another calculator found in public event logs: counts and sums
# to the microsecond, means, medians and percentiles within 1e-9. The logs are other people's
# and not part of this repository: DUNGHEN_LOGS names their folder.
use strict;
use warnings;
use Digest::SHA qw(sha256_hex);
use Encode qw(encode_utf8);
use File::Temp qw(tempdir);
use IO::Uncompress::Gunzip qw(gunzip);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $data    = $ENV{DUNGHEN_LOGS} // '';
plan skip_all => 'DUNGHEN_LOGS names no folder of event logs' if !-d "$data/ref";

my $dir = tempdir(CLEANUP => 1);
my %profile = (
	C1 => { utc_offset => '+00:00', sessions => [ [ 'mon-fri', '09:00', '17:00' ] ], closed => [] },
	C2 => { utc_offset => '+07:00', sessions => [ [ 'mon-fri', '07:30', '11:30' ], [ 'mon-fri', '13:30', '17:00' ] ], closed => [] },
);
$profile{C3} = { %{ $profile{C2} }, closed => [qw(01-01 04-30 05-01 09-02)] };

sub spew { my ($f, $t) = @_; open my $h, '>:raw', $f or die "$f: $!"; print $h $t; close $h }
sub slurp { my ($f) = @_; open my $h, '<:raw', $f or die "$f: $!"; local $/; return <$h> }
spew("$dir/$_.json", encode_json($profile{$_})) for keys %profile;

sub mine { return decode_json(mine_text(@_)) }
sub mine_text {
	my (@words) = @_;
	my $words = join ' ', map { "'$_'" } @words;
	my $out = `timeout 300 $dunghen mine $words --json 2>$dir/err`;
	is($? >> 8, 0, "mine $words[0]") or diag $out, slurp("$dir/err");
	return $out;
}

# Differences by name: one line each, the first few are shown.
my @apart;
sub same {
	my ($name, $got, $want) = @_;
	push @apart, "$name: got " . ($got // 'nothing') . ', want ' . ($want // 'nothing')
		if (defined $got) != (defined $want) || (defined $got && $got ne $want && $got != $want);
}
sub near {
	my ($name, $got, $want) = @_;
	my $most = 1e-9 * (abs($want // 0) > 1 ? abs $want : 1);
	push @apart, "$name: got " . ($got // 'nothing') . ', want ' . ($want // 'nothing')
		if (defined $got) != (defined $want) || (defined $got && abs($got - $want) > $most);
}
sub nothing_apart {
	my ($what) = @_;
	my $n = @apart;
	ok($n == 0, $what) or diag join "\n", "$n differ", @apart[ 0 .. ($n > 10 ? 9 : $n - 1) ];
	@apart = ();
}

# A table of the reference as rows of names: { columns, rows }.
sub rows {
	my ($table) = @_;
	my @columns = @{ $table->{columns} };
	return map { my %r; @r{@columns} = @$_; \%r } @{ $table->{rows} };
}
sub keyed { my ($list, @key) = @_; return { map { my $r = $_; (join("\x1f", map { $r->{$_} } @key) => $r) } @$list } }
# [ A, B, n ]… or [ A, n ]… against ours by the same names.
sub counts {
	my ($name, $got, $want, $value, @key) = @_;
	my $ours = keyed($got, @key);
	for my $row (@$want) {
		my $n = pop @{ [@$row] };
		my $key = join "\x1f", @$row[ 0 .. $#$row - 1 ];
		same("$name $key", (delete $ours->{$key} // {})->{$value}, $n);
	}
	push @apart, "$name: one too many: $_" for keys %$ours;
}

sub log_part {
	my ($log, $got, $want) = @_;
	same('cases', $got->{log}{cases}, $want->{cases});
	same('events', $got->{log}{events}, $want->{events});
	push @apart, "first $got->{log}{first}" if $got->{log}{first} ne $want->{first_event_utc};
	push @apart, "last $got->{log}{last}" if $got->{log}{last} ne $want->{last_event_utc};
	same('variants', scalar @{ $got->{variants} }, $want->{variants});
	same('edges', scalar @{ $got->{dfg} }, $want->{dfg_edges});
	same('activities', scalar @{ $got->{activities} }, $want->{activities});
	for (qw(start end)) {
		my %ours = %{ $got->{$_} };
		same("$_ $_->[0]", delete $ours{ $_->[0] }, $_->[1]) for @{ $want->{"${_}_activities"} };
		push @apart, "$_: one too many" if %ours;
	}
	my $d = $want->{case_duration};
	near("duration $_", $got->{duration}{"${_}_s"}, $d->{$_}) for qw(mean median);
	same("duration $_", $got->{duration}{"${_}_s"}, $d->{$_}) for qw(min max);
	near("duration p$_", $got->{duration}{"p${_}_s"}, $d->{"linear_p$_"}) for 90, 95;
	nothing_apart("$log: the whole, beginnings, ends, durations");
}

sub activities {
	my ($log, $got, $table) = @_;
	my $ours = keyed($got->{activities}, 'name');
	for my $r (rows($table)) {
		my $o = delete $ours->{ $r->{activity} } // {};
		same("$r->{activity} $_", $o->{$_}, $r->{$_})
			for qw(events cases rework_cases rework_extra_events selfloop_pairs);
	}
	push @apart, keys %$ours;
	nothing_apart("$log: activities");
}

sub follows {
	my ($log, $table, %got) = @_;
	my %ours = map { $_ => keyed($got{$_}{dfg}, 'from', 'to') } keys %got;
	for my $r (rows($table)) {
		my $key = "$r->{from}\x1f$r->{to}";
		my $o = $ours{C1}{$key} // {};
		same("$key $_", $o->{$_}, $r->{$_}) for qw(count cases sum_s min_s max_s);
		near("$key $_", $o->{$_}, $r->{$_}) for qw(mean_s median_s);
		same("$key $_", $ours{$_}{$key}{working_sum_s}, $r->{"bh_${_}_sum_s"}) for keys %got;
	}
	nothing_apart("$log: what follows what, with working time by three calendars");
}

sub variants {
	my ($log, $got, $want) = @_;
	my @ours = @{ $got->{variants} };
	for my $i (0 .. $#{ $want->{variants} }) {
		my ($o, $w) = ($ours[$i], $want->{variants}[$i]);
		same("variant $i", $o->{cases}, $w->{count});
		push @apart, "variant $i goes another way"
			if sha256_hex(encode_utf8(join "\x1f", @{ $o->{path} })) ne $w->{sha256};
	}
	nothing_apart("$log: every variant in its place");
}

sub holders {
	my ($log, $key, $want, %got) = @_;
	my $h = $got{C1}{holders};
	push @apart, "dimension $h->{dimension}" if $h->{dimension} ne $key;
	counts('handover', $h->{handover}, $want->{handover_directly_following}, 'count', 'from', 'to');
	same('transfers', $h->{transfers}, $want->{segment_transfers_total});
	counts('back by events', $h->{ping_pong_event}, $want->{pingpong_event_ABA}, 'count', 'a', 'b');
	counts('back by segments', $h->{ping_pong_segment}, $want->{pingpong_segment_ABA}, 'count', 'a', 'b');
	same('revisits', $h->{revisits}, $want->{revisits_total});
	counts('together', $h->{working_together}, $want->{working_together_cases}, 'cases', 'a', 'b');
	counts('holding', $h->{holding}, $want->{holding_until_next_event_seconds}, 'seconds', 'holder');
	same('unattributed', $h->{unattributed_s}, $want->{holding_unattributed_seconds});
	counts("holding $_", $got{$_}{holders}{holding}, $want->{holding_business_seconds}{$_}, 'working_seconds', 'holder')
		for keys %got;
	nothing_apart("$log: holders by $key");
}

# By days and months of UTC: what began and ended, what was open; the same numbers another way.
sub over_time {
	my ($log, $got, $daily, $monthly, $summary) = @_;
	my %day;
	for my $line (split /\n/, $daily) {
		my ($date, $started, $ended, $events, $open) = split /,/, $line;
		$day{$date} = { started => $started, ended => $ended, events => $events, open => $open } if $date =~ /^\d/;
	}
	my $rows = $got->{load}{rows};
	if ($got->{load}{by} eq 'day') {
		for my $r (@$rows) {
			same("$r->{from} $_", $r->{$_}, $day{ $r->{from} }{$_}) for qw(started ended events open);
		}
	}
	my %month = map { $_->{from} => $_ } @{ $got->{months} };
	for my $r (rows($monthly)) {
		my $o = $month{"$r->{month_utc}-01"} // {};
		same("$r->{month_utc} started", $o->{started}, $r->{cases_started});
		same("$r->{month_utc} ended", $o->{ended}, $r->{cases_completed});
		near("$r->{month_utc} mean", $o->{ended_mean_s}, $r->{mean_duration_s_of_completed});
		near("$r->{month_utc} median", $o->{ended_median_s}, $r->{median_duration_s_of_completed});
	}
	my $at_once = $summary->{simultaneous_batches};
	same('groups at one instant', $got->{instant_batches}{batches}, $at_once->{groups});
	same('their cases', $got->{instant_batches}{cases}, $at_once->{case_memberships});
	nothing_apart("$log: days, months, what is done at one instant");
}

# The parts add up to the whole, on every row; all rows to what all cases lasted.
sub causes {
	my ($log, $got) = @_;
	my $us = sub { my ($s, $part) = split /\./, $_[0]; return $s * 1_000_000 + $part };
	my $all = 0;
	for my $r (@{ $got->{waiting}{handovers} }, @{ $got->{waiting}{holders} }, $got->{waiting}) {
		my $sum = 0;
		$sum += $us->($r->{$_}) for qw(batching_s prioritisation_s contention_s unavailability_s extraneous_s);
		same(($r->{from} // $r->{holder} // 'all') . ' parts', $sum, $us->($r->{wait_s}));
		$all += $us->($r->{wait_s}) + $us->($r->{work_s}) if defined $r->{from};
	}
	my $lasted = 0;
	$lasted += $us->($_->{sum_s}) for @{ $got->{dfg} };
	same('waiting and work', $all + $us->($got->{waiting}{nobody_s}), $lasted);
	nothing_apart("$log: causes of waiting add up on every row");
}

# Start to complete. The reference counts completes, with a start or without.
sub service {
	my ($log, $want, $got) = @_;
	same('completes', $got->{pairs} + $got->{completes_without_start}, $want->{interval_events});
	same('never completed', $got->{starts_never_completed}, $want->{starts_never_completed});
	my $ours = keyed($got->{activities}, 'name');
	for my $name (keys %{ $want->{service_time} }) {
		my ($o, $w) = (delete $ours->{$name} // {}, $want->{service_time}{$name});
		same("$name count", $o->{count}, $w->{count});
		same("$name $_", $o->{"${_}_s"}, $w->{$_}) for qw(sum min max);
		near("$name $_", $o->{"${_}_s"}, $w->{$_}) for qw(mean median stdev);
	}
	push @apart, "one too many: $_" for keys %$ours;
	nothing_apart("$log: start to complete");
}

sub promises {
	my ($log, $want, @words) = @_;
	my $got = mine("$data/logs/$log.xes.gz", @words)->{due};
	same($_, $got->{$_}, $want->{$_}) for grep { exists $want->{$_} } qw(with_due completed on_time late open);
	if (my $late = $want->{lateness_s_of_late}) {
		same('late in all', $got->{late_sum_s}, $late->{sum});
		near("lateness $_", $got->{lateness}{"${_}_s"}, $late->{$_}) for qw(mean median);
	}
	nothing_apart("$log: on time, @words");
}

sub ref_of { my ($log, $file) = @_; return decode_json(slurp("$data/ref/$log/$file")) }

for my $log (sort map { m{/ref/([^/]+)$} ? $1 : () } glob "$data/ref/*") {
	my $file = "$data/logs/$log.xes.gz";
	my %org = %{ ref_of($log, 'organisation.json') };
	my %by = map { my $c = $_; ($c => mine($file, '--office', "$dir/$c.json")) } qw(C1 C2 C3);
	log_part($log, $by{C1}, ref_of($log, 'summary.json'));
	activities($log, $by{C1}, ref_of($log, 'activities.json'));
	follows($log, ref_of($log, 'dfg.json'), %by);
	gunzip "$data/ref/$log/variants.json.gz" => \my $variants;
	variants($log, $by{C1}, decode_json($variants));
	over_time($log, $by{C1}, slurp("$data/ref/$log/daily.csv"), ref_of($log, 'monthly.json'), ref_of($log, 'summary.json'));
	service($log, ref_of($log, 'lifecycle.json'), $by{C1}{service}) if -e "$data/ref/$log/lifecycle.json";
	# Whole numbers of this size are exact in a double, and decode_json keeps decimals as they are only as text.
	(my $text = mine_text($file, '--office', "$dir/C2.json")) =~ s/("\w+_s":)(-?\d+\.\d{6})\b/$1"$2"/g;
	causes($log, decode_json($text));
	for my $key (sort keys %org) {
		my %of = $key eq 'org:resource' ? %by : (C1 => mine($file, '--office', "$dir/C1.json", '--holder', $key));
		holders($log, $key, $org{$key}, %of);
	}
}

my $due = ref_of('receipt', 'deadlines.json');
promises('receipt', $due->{"${_}_vs_last_event"}, '--due', $_) for qw(deadline enddate_planned);
promises('receipt', $due->{"${_}_vs_enddate"}, '--due', $_, '--ended', 'enddate') for qw(deadline enddate_planned);
$due = ref_of('bpic15_1', 'deadlines.json');
promises('bpic15_1', { late => $due->{cases_late}, completed => $due->{cases_with_endDatePlanned_and_endDate} },
	'--due', 'endDatePlanned', '--ended', 'endDate');

# Text with a row for each event says the same as XES.
my ($xes, $csv) = map { mine("$data/logs/running-example.$_", '--office', "$dir/C3.json") } qw(xes.gz csv);
$csv->{holders}{dimension} = $xes->{holders}{dimension};
is_deeply($csv, $xes, 'running-example: the same out of CSV');
done_testing();

#!/usr/bin/perl
# Mining the ledger itself: what each post and unit is found to hold is, to the second, what the
# engine counts of its ended holds, dossier by dossier; nothing is lost between them; no person
# is named.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

sub run { my ($words) = @_; my $out = `timeout 300 $dunghen $words 2>$dir/err`; return ($? >> 8, $out) }
sub json { my ($words) = @_; my ($status, $out) = run("$words --json"); return decode_json($out || '{}') }
# "2026-03-02T08:00:00+07:00" in seconds; all are of that offset.
sub at {
	my ($y, $m, $d, $h, $i, $s) = $_[0] =~ /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)\+07:00$/ or die "time: $_[0]";
	($y, $m) = ($y - 1, $m + 12) if $m <= 2;
	my $day = 365 * $y + int($y / 4) - int($y / 100) + int($y / 400) + int((153 * ($m - 3) + 2) / 5) + $d;
	return $day * 86400 + $h * 3600 + $i * 60 + $s;
}

is((run("demo --no-serve --db $dir/s --dossiers 70 --months 2 --seed 5"))[0], 0, 'a province at work')
	or diag `cat $dir/err`;
my (@codes, $after);
do {
	my $page = json("dossier list --db $dir/s --limit 100" . ($after ? " --after '$after'" : ''));
	push @codes, map { $_->{code} } @{ $page->{dossiers} };
	$after = $page->{next};
} while ($after);
cmp_ok(scalar @codes, '>', 40, 'with dossiers');

# What the engine says of each dossier's holds.
my (%held, %people, $events, $ended, $lasted, $gaps, $full);
$ended = $lasted = $gaps = $full = $events = 0;
for my $code (@codes) {
	my $d = json("dossier show $code --db $dir/s");
	my @holds = grep { $_->{kind} =~ /^(?:step|wait|handout)$/ } @{ $d->{obligations} };
	$full += @holds > 0;
	$events += @holds;
	my $last;
	for my $o (@holds) {
		$people{ $o->{holder}{person} } = 1 if $o->{holder}{person};
		$gaps += at($o->{from}) - at($last) if $last && at($o->{from}) > at($last);
		$events++ if $last && at($o->{from}) > at($last);
		$last = $o->{to};
		next if !$last;
		my $who = exists $o->{holder}{unit} ? "$o->{holder}{unit}.$o->{holder}{post}" : 'outside';
		$held{$who} += at($last) - at($o->{from});
	}
	$events++ if $last;
	next if !@holds;
	my $end = $last // $holds[-1]{from};
	$lasted += at($end) - at($holds[0]{from});
}

my $r = json("mine --db $dir/s");
is($r->{log}{cases}, scalar @codes, 'each dossier is a case') or diag `cat $dir/err`;
is($r->{log}{events}, $events, 'each arrival an event');
is($r->{holders}{dimension}, 'post', 'held by posts');
my %found;
$found{ $_->{holder} =~ /\./ ? $_->{holder} : 'outside' } += $_->{seconds} for @{ $r->{holders}{holding} };
delete $found{$_} for grep { $found{$_} == 0 && !exists $held{$_} } keys %found;
is_deeply(\%found, { map { $_ => $held{$_} } keys %held }, 'what each holds is what the engine counts, to the second');
my $sum = 0;
$sum += $_ for values %found;
is($sum + $r->{holders}{unattributed_s}, $lasted, 'held and unheld are what all lasted');
is($r->{holders}{unattributed_s} + 0, $gaps, 'unheld is between a closing and a reopening only');

my %unit;
$unit{ /^(.*)\.[^.]+$/ ? $1 : 'outside' } += $held{$_} for keys %held;
%found = ();
$found{ exists $unit{ $_->{holder} } ? $_->{holder} : 'outside' } += $_->{seconds} for @{ json("mine --db $dir/s --holder unit")->{holders}{holding} };
delete $found{$_} for grep { $found{$_} == 0 && !exists $unit{$_} } keys %found;
is_deeply(\%found, \%unit, 'by units too');

my ($status, $text) = run("mine --db $dir/s --due first_due --ended ready_at");
is($status, 0, 'in words');
my @named = grep { $text =~ /\b\Q$_\E\b/ || JSON::PP->new->encode($r) =~ /"\Q$_\E"/ } keys %people;
ok(%people && !@named, 'no person is named') or diag "@named";
unlike($text, qr/\b(?:handout|closed|citizen|survey|posting)\b|\.officer\b/, 'nor a code where there are words');
is((run("mine --db $dir/s --office A --html $dir/report.html"))[0], 0, 'as a report');
my $report = do { open my $h, '<:encoding(UTF-8)', "$dir/report.html" or die; local $/; <$h> };
my @ids = map { $_->{dossier} } @{ json("dossier list --db $dir/s --limit 1000")->{dossiers} };
ok(@ids && !grep({ index($report, $_) >= 0 } @ids, @codes), 'a report is handed on: no dossier can be looked up by it');
unlike($report, qr/\b(?:handout|closed|citizen)\b|\.officer\b/, 'nor are codes told there');
like($report, qr/k\x{1ebf}t th\x{fa}c/, 'but words');
my @heat = @{ $r->{heat} };
my ($night, $day) = (0, 0);
for my $hours (@heat) { $night += $hours->[$_] for 0 .. 6; $day += $hours->[$_] for 7 .. 16 }
ok($day > 5 * $night, 'hours of the week are those of Vietnam') or diag "$day $night";
# Written for other programs, it says the same there; nobody is named and codes are not told.
is((run("mine --db $dir/s --xes $dir/out.xes --csv $dir/out.csv"))[0], 0, 'written as XES and as text');
$r->{holders}{dimension} = 'org:resource';
# Which arrivals came back is ours to know: others count planned ways there and back too (rule 35).
my $loops = delete $r->{loops};
sub json_of_others { my $o = json(@_); delete $o->{loops}; return $o }
is_deeply(json_of_others("mine $dir/out.xes --reads arrival --zone +07:00"), $r, 'the same out of XES');
my $csv = json_of_others("mine $dir/out.csv --reads arrival --zone +07:00");
$csv->{holders}{dimension} = 'org:resource';
$csv->{variants} = [ grep { @{ $_->{path} } } @{ $csv->{variants} } ];	# a text has no case without an event
my $full_only = JSON::PP->new->canonical->decode(JSON::PP->new->canonical->encode($r));
$full_only->{variants} = [ grep { @{ $_->{path} } } @{ $r->{variants} } ];
$full_only->{log}{cases} = $full;
delete $_->{coverage} for $csv, $full_only;	# a share of fewer cases
is_deeply($csv, $full_only, 'the same out of CSV');
my %due = map { $_ => json(($_ eq 'db' ? "mine --db $dir/s" : "mine $dir/out.xes") . ' --due first_due --ended ready_at')->{due} } qw(db xes);
is_deeply($due{xes}, $due{db}, 'promises too');
for my $form (qw(json xml sqlite)) {
	is((run("mine --db $dir/s --ocel $dir/out.$form"))[0], 0, "written as OCEL: $form") or diag `cat $dir/err`;
	my $ocel = json_of_others("mine $dir/out.$form --reads arrival --zone +07:00");
	my $object = delete $ocel->{object};
	is("$object->{type} $object->{chosen} $object->{events_of_several}", 'dossier guessed 0', "$form: dossiers are the case");
	is_deeply([ sort map { $_->{name} } @{ $object->{types} } ], [qw(document dossier opinion post unit)], "$form: with papers, opinions, posts, units");
	$ocel->{holders}{dimension} = 'org:resource';
	is_deeply($ocel, $r, "the same out of OCEL, $form");
	is_deeply(json("mine $dir/out.$form --holder post --due first_due --ended ready_at")->{due}, $due{db}, "$form: promises too");
	my $units = json("mine $dir/out.$form --holder unit")->{holders}{holding};
	ok(!grep({ ($unit{ $_->{holder} =~ s/^unit://r } // -1) != $_->{seconds} && $_->{seconds} > 0 } @$units) && @$units, "$form: by units");
}
for my $file (qw(out.xes out.csv out.json out.xml out.sqlite)) {
	my $bytes = do { open my $h, '<:raw', "$dir/$file" or die; local $/; <$h> };
	ok(!grep({ $bytes =~ /\b\Q$_\E\b/ } keys %people, @codes), "$file: no person, no code");
}
is((run("mine --db $dir/s $_"))[0], 1, 'a file that is there is not overwritten') for "--xes $dir/out.xes", "--ocel $dir/out.sqlite";
is(json("mine --db $dir/s --ocel $dir/out.txt")->{code}, 'ocel.name', 'a form nobody knows');
SKIP: {
	my $data = $ENV{DUNGHEN_LOGS} // '';
	skip "no checker of exports at $data/validate_export.py", 4 if !-e "$data/validate_export.py";
	my $python = (grep { system("$_ -c 'import lxml, jsonschema' 2>/dev/null") == 0 } 'python3', '/usr/bin/python3')[0];
	skip 'python3-lxml and python3-jsonschema are not here', 4 if !$python;
	# It looks for the schemas of OCEL beside the logs.
	mkdir "$dir/check";
	mkdir "$dir/check/logs";
	symlink "$data/ocel", "$dir/check/logs/ocel" or die "ocel: $!";
	system("cp $data/validate_export.py $dir/check/") == 0 or die 'cp';
	my %expect = (xes => "cases=@{[ scalar @codes ]},events=$events", map { $_ => '' } qw(json xml sqlite));
	for my $form (sort keys %expect) {
		my $strict = $form eq 'xes' ? '' : '--strict';
		my $said = `$python $dir/check/validate_export.py $dir/out.$form --no-pm4py $strict --expect '$expect{$form}' 2>&1`;
		is($? >> 8, 0, "a checker of others finds it valid: $form") or diag $said;
	}
}
is(json("mine --db $dir/s --holder person")->{code}, 'mine.key', 'what there is none of is refused by name');
is((run("mine --db $dir/s log.csv"))[0], 2, 'a file beside the ledger is too much');
done_testing();

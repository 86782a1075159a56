#!/usr/bin/perl
# How long activities take, in logs that write down start and complete: out of XES and tables,
# in JSON, in words and in the report, of what --filter keeps, in working time.
use strict;
use warnings;
use Encode qw(encode decode_utf8);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;
use utf8;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);
my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

sub spew { my ($f, $t) = @_; open my $h, '>:raw', "$dir/$f" or die "$f: $!"; print $h encode('UTF-8', $t); close $h }
sub slurp { my ($f) = @_; open my $h, '<:raw', "$dir/$f" or die "$f: $!"; local $/; return decode_utf8(<$h>) }
sub run {
	my ($words) = @_;
	my $out = `cd $dir && timeout 120 $dunghen mine $words 2>$dir/err`;
	return ($? >> 8, $out);
}
sub mined { return decode_json((run("$_[0] --json"))[1] || '{}') }
# "pairs never sudden; name count sum min max median stdev working; …"
sub service {
	my $s = mined($_[0])->{service} or return 'none';
	return join '; ', "$s->{pairs} $s->{starts_never_completed} $s->{completes_without_start}",
		map { my $a = $_; join ' ', map { $_ // '-' } $a->{name}, $a->{count}, (map { $a->{$_} + 0 } qw(sum_s min_s max_s median_s)), @$a{qw(stdev_s working_sum_s)} }
		@{ $s->{activities} };
}

# case, activity, instance, transition, time: two at once, one in the other's place, late, in the
# second trace of its name, not completed, completed only, and other transitions.
my @events = (
	[ '1', 'Xét', 'i1', 'START',    '2026-03-02T09:00:00Z' ], [ '1', 'Xét', 'i2', 'start', '2026-03-02T10:00:00Z' ],
	[ '1', 'Xét', 'i2', 'Complete', '2026-03-02T10:30:00.5Z' ], [ '1', 'Xét', 'i1', 'complete', '2026-03-03T09:00:00Z' ],
	[ '1', 'Ký',  '',   'suspend',  '2026-03-03T09:30:00Z' ], [ '1', 'Ký', '', 'complete', '2026-03-03T10:00:00Z' ],
	[ '2', 'Xét', '',   'complete', '2026-03-02T11:00:00Z' ], [ '2', 'Ký', '', 'start', '2026-03-02T12:00:00Z' ],
	[ '3', 'Nộp', '',   undef,      '2026-03-02T12:00:00Z' ], [ '2', 'Xét', '', 'start', '2026-03-02T10:00:00Z' ],
);
sub xes {
	my $text = qq{<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n};
	$text .= qq{<global scope="event"><string key="lifecycle:transition" value="start"/></global>\n<classifier name="Both" keys="concept:name lifecycle:transition"/>\n};
	my $case = '';
	for my $e (@_) {
		my ($c, $activity, $instance, $transition, $time) = @$e;
		$text .= ($case ne '' ? "</trace>\n" : '') . qq{<trace><string key="concept:name" value="$c"/>\n} if $c ne $case;
		$case = $c;
		$text .= qq{<event><string key="concept:name" value="$activity"/><date key="time:timestamp" value="$time"/>};
		$text .= qq{<string key="lifecycle:transition" value="$transition"/>} if defined $transition;
		$text .= qq{<string key="concept:instance" value="$instance"/>} if $instance ne '';
		$text .= "</event>\n";
	}
	return "$text</trace>\n</log>\n";
}
sub csv {
	my ($heads, @rows) = @_;
	return "$heads\n" . join '', map { join(',', map { $_ // '' } @$_) . "\n" } @rows;
}

# --- XES and tables --------------------------------------------------------------------
spew('log.xes', xes(@events));
my $said = service('log.xes');
like($said, qr/^3 1 1; Ký 1 0 0 0 0 - -; Xét 3 91800\.5 1800\.5 86400 3600 [\d.]+ -$/, 'out of XES');
my ($deviation) = $said =~ /3600 ([\d.]+) -$/;
my $mean = 91800.5 / 3;
my $of = sqrt(((1800.5 - $mean)**2 + (3600 - $mean)**2 + (86400 - $mean)**2) / 2);
ok(abs($deviation - $of) < 1e-6, 'with the deviation of a sample') or diag "$deviation, $of";
like((run('log.xes --json'))[1], qr/"sum_s":91800\.500000,.*"stdev_s":\d+\.\d+,"working_sum_s":null\}/, 'to the microsecond');
spew('log.csv', csv('case,activity,concept:instance,lifecycle:transition,timestamp', @events));
is(service('log.csv'), $said, 'the same out of a table');
spew('usual.csv', csv('case,activity,activity_instance,Lifecycle,timestamp', @events));
is(service('usual.csv'), $said, 'with other usual heads');
spew('back.csv', csv('case,activity,concept:instance,lifecycle:transition,timestamp', reverse @events));
is(service('back.csv'), $said, 'and in the order of newest first');
spew('one.xes', xes(@events[ 0 .. 2 ]));
spew('two.xes', xes(@events[ 3 .. $#events ]));
is(service('one.xes two.xes'), $said, 'cases that go on in another file');
is(service('two.xes one.xes'), $said, 'or began in one');

# --- logs without a start --------------------------------------------------------------
spew('none.xes', xes(grep { lc($_->[3] // '') ne 'start' } @events));
is(service('none.xes'), 'none', 'no start, no times: what the log declares global is no start');
unlike((run('none.xes --lang en'))[1], qr/How long activities take/, 'nor words');
is(service("log.xes --transition $_"), 'none', "nor of events of one transition: $_") for qw(complete start);
is(service('log.csv --transition complete'), 'none', 'of a table too');
for my $file (qw(log.xes log.csv)) {
	my ($upper, $lower) = map { (run("$file --transition $_ --json"))[1] } qw(COMPLETE complete);
	is($upper, $lower, "$file: a transition is asked for without regard to the case of letters");
	is(decode_json($lower)->{log}{events}, grep({ lc($_->[3] // 'complete') eq 'complete' } @events) + 0, 'and found');
}
is(service('log.xes --classifier Both'), 'none', 'where the transition is part of the activity, no two belong together');

# --- filters, working time -------------------------------------------------------------
is(service('log.xes --filter duration:/2h'), '1 1 0; Xét 1 3600 3600 3600 3600 - -', 'of what a filter keeps');
is(service('log.xes --filter activity:Nộp'), '0 0 0', 'which may be nothing');
spew('nine.json', '{"utc_offset":"+00:00","sessions":[["mon-fri","09:00","12:00"]]}');
like(service('log.xes --office nine.json --filter duration:/2h'), qr/; Xét 1 3600 3600 3600 3600 - 3600$/, 'working time');
like(service('log.xes --office nine.json'), qr/; Ký .* 0; Xét 3 91800\.5 .* 16200\.5$/, 'which is less than a night');

# --- for people ------------------------------------------------------------------------
my (undef, $text) = run('log.xes --lang en');
like($text, qr/How long activities take\nFrom start to complete: 3 pairs\. 1 completes without a start count as no time; 1 starts are never completed\.\n.*longest\n/, 'in words');
like(decode_utf8($text), qr/^Xét +3 +25 h +1 h 0 min +8 h 30 min +1 d 0 h\s*^Ký +1 +0 h +0 s/m, 'most time first');
like(decode_utf8((run('log.xes'))[1]), qr/Mỗi hoạt động làm mất bao lâu\nTừ bắt đầu đến hoàn thành: 3 cặp\./, 'in Vietnamese');
like(decode_utf8((run('log.xes --lang en --office nine.json'))[1]), qr/longest +working time\n+Xét .* 4 h\s*$/m, 'with working time');
for my $lang (qw(vi en)) {
	run("log.xes --html $lang.html --lang $lang --filter duration:/2h --office nine.json");
	my ($section) = slurp("$lang.html") =~ m{(<section id="service" class="whole">.*?</section>)}s;
	like($section // '', qr{<p class="all">[^<]+</p><p>[^<]*\b1\b[^<]*</p>.*<tbody>\n<tr><td>Xét</td><td class="n">1</td><td class="n">1 \w+</td>}s,
		"$lang: the report has it, and says what it is of");
	is(scalar(() = ($section // '') =~ /<th /g), 7, "$lang: with working time");
	like(slurp("$lang.html"), qr{<a href="#service">}, "$lang: and leads to it");
}
run('none.xes --html none.html');
unlike(slurp('none.html'), qr/#service|id="service"/, 'no start, none of it');

# --- the way round ---------------------------------------------------------------------
run('log.xes --xes round.xes');
is(service('round.xes'), $said, 'XES written again says the same');
done_testing();

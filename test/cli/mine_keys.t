#!/usr/bin/perl
# What is asked of a log and is not in it, is told: due dates that are no times, keys that
# nothing has.
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

sub spew { my ($f, $t) = @_; open my $h, '>:utf8', "$dir/$f" or die "$f: $!"; print $h $t; close $h }
sub run {
	my ($words) = @_;
	my $line = encode('UTF-8', "cd $dir && timeout 120 $dunghen mine $words 2>$dir/err");
	my $out = `$line`;
	return ($? >> 8, decode_utf8($out));
}
sub mined { my ($status, $out) = run("$_[0] --json"); return (JSON::PP->new->decode($out || '{}'), $status) }
sub refused { my ($words) = @_; my ($e, $status) = mined($words); return "$status " . ($e->{code} // '') }

# --- due dates that are no times ---------------------------------------------------------
my @due = ('2026-03-05', 'ngày 5 tháng 3', 'soon', '', 'EMPTY', 'Unknown', 'n/a', '-', 'NULL', 'không có');
my $ev = sub { my ($t) = @_; "<event><string key='concept:name' value='a'/><string key='org:resource' value=''/><date key='time:timestamp' value='$t'/></event>" };
spew('due.xes', '<log>' . join("\n", map { "<trace><string key='due' value='$due[$_]'/><string key='concept:name' value='c$_'/>" . $ev->('2026-03-02T08:00:00Z') . $ev->('2026-03-04T08:00:00Z') . '</trace>' } 0 .. $#due) . '</log>');
spew('due.csv', "case;activity;time;due\n" . join '', map { my $c = $_; map { "c$c;a;2026-03-0$_;$due[$c]\n" } 2, 4 } 0 .. $#due);
spew('due.json', JSON::PP->new->encode({ objects => [ (map { { id => "c$_", type => 'case', attributes => [ { name => 'due', time => '1970-01-01T00:00:00Z', value => $due[$_] } ] } } 0 .. $#due),
	{ id => 'x', type => 'other', attributes => [ { name => 'due', time => '1970-01-01T00:00:00Z', value => 'soon' }, { name => 'elsewhere', time => '1970-01-01T00:00:00Z', value => 1 } ] } ],
	events => [ map { my $c = $_; map { { id => "e$c$_", type => 'a', time => "2026-03-0${_}T08:00:00Z", relationships => [ { objectId => "c$c", qualifier => '' } ] } } 2, 4 } 0 .. $#due ] }));
for my $log (qw(due.xes due.csv due.json)) {
	for my $lenient ('', '--lenient') {
		my ($r) = mined("$log --due due $lenient");
		is_deeply([ @{ $r->{due} }{qw(with_due on_time)}, $r->{due}{unread}{count} ], [ 1, 1, 2 ], "$log $lenient: two due dates cannot be read, seven are none") or diag explain $r;
		my $first = $r->{due}{unread}{first};
		is_deeply([ map { [ @$_{qw(code case attribute value)} ] } @$first ], [ map { [ 'mine.undated', "c$_", 'due', $due[$_] ] } 1, 2 ], 'which, each case once') or diag explain $first;
		is($first->[0]{line}, $log =~ /csv/ ? 4 : $log =~ /json/ ? 1 : 2, 'with its line');
		ok(!$r->{skipped}, 'nothing is passed over');
	}
	my ($status, $out) = run("$log --due due --lang en");
	is($status, 0, 'no error');
	like($out, qr/^On time\nCases with due: 1; .*\nDue dates .*: 2\.\nLine \d+, case c1: due is “.*”, which is no time.*\nLine .* c2: .*“soon”/m, 'said beside the share') or diag $out;
}
is(refused("due.csv --due due --time-form '%Y ngày %d tháng %m'"), '0 ', 'a form of its own may be told');

# --- keys that nothing has ---------------------------------------------------------------
spew('empty.csv', "case,activity,time,done,who\n1,a,2026-03-02,,\n");
spew('open.xes', "<log><global scope='trace'><string key='closed' value=''/></global><trace><string key='concept:name' value='1'/><string key='Deadline' value=''/>" . $ev->('2026-03-02T08:00:00Z') . '</trace></log>');
for (
	[ 'due.xes --due Due', '1 mine.no_key', 'a due date' ], [ 'due.xes --ended due2', '1 mine.no_key', 'an end' ], [ 'due.xes --holder org:group', '1 mine.no_key', 'a holder' ],
	[ 'due.xes --resource org:group', '1 mine.no_key', 'by its other name' ], [ 'due.xes --filter attribute:urgent=1', '1 mine.no_key', 'an attribute' ],
	[ 'due.xes --compare attribute:urgent=1 --compare not:attribute:urgent=1', '1 mine.no_key', 'of a side' ], [ 'due.json --due elsewhere', '1 mine.no_key', 'what only other objects have' ],
	[ 'due.json --holder clerk', '1 mine.no_key', 'no type, no attribute' ], [ 'due.json --holder other', '0 ', 'a type' ],
	[ 'due.csv --due Deadline', '1 mine.column', 'a column' ], [ 'due.csv --filter attribute:urgent=1', '1 mine.column', 'of a filter' ],
	[ 'due.xes --due due --holder org:resource', '0 ', 'a holder that is always empty' ], [ 'open.xes --due Deadline', '0 ', 'a due date that is' ], [ 'open.xes --due Deadline --ended closed', '0 ', 'an end that is declared' ],
	[ 'empty.csv --ended done --holder who', '0 ', 'columns that are' ], [ 'open.xes due.xes --due due', '0 ', 'one file of two has it' ],
) {
	is(refused($_->[0]), $_->[1], "$_->[2]: $_->[0]");
}
my ($e) = mined('due.xes --due Due');
like($e->{message}{en}, qr/“Due” \(--due\); there is: due, concept:name\./, 'which there are, of cases');
($e) = mined('due.xes --holder Due');
like($e->{message}{en}, qr/concept:name, org:resource, time:timestamp\./, 'of events');
spew('none.xes', '<log></log>');
is(refused('none.xes --due x --holder y --filter attribute:z=1'), '0 ', 'where there is nothing, nothing is missing');

# --- names in filters ----------------------------------------------------------------------
spew('who.csv', "case,activity,time,resource\n1,a,2026-03-02,x\n1,a>b,2026-03-03,y\n2,a,2026-03-02,x\n");
for (
	[ 'activity:Nope', 'mine.no_activity', 'Nope' ], [ 'not:activity:Nope', 'mine.no_activity', 'Nope' ], [ 'holder:z', 'mine.no_holder', 'z' ], [ 'holder:a', 'mine.no_holder', 'a' ],
	[ 'next:a>Nope', 'mine.no_activity', 'Nope' ], [ 'later:Nope>a', 'mine.no_activity', 'Nope' ], [ 'next:a>a>b', '', '' ], [ 'later:a>b>a', '', '' ], [ 'holder:y', '', '' ], [ 'activity:a', '', '' ],
) {
	my ($filter, $code, $value) = @$_;
	for my $words ("--filter '$filter'", "--compare '$filter' --compare activity:a", "--model --filter '$filter'") {
		my ($e, $status) = mined("who.csv $words");
		# Of what is there a model may have no case left.
		next if $words =~ /model/ && $code eq '';
		is("$status " . ($e->{code} // ''), $code ? "1 $code" : '0 ', "a name the log has or not: $words");
		like($e->{message}{en}, qr/“\Q$value\E”/, 'which') if $code;
	}
}
is(refused('none.xes --filter activity:x --filter holder:y'), '0 ', 'nor is a name missing there');

# Each file needs memory only while it is read.
is((run(join ' ', ('open.xes') x 300))[0], 0, 'three hundred files');
done_testing();

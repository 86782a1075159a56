#!/usr/bin/perl
# What `mine` writes never takes a file away: not one that it reads, not one that was there
# where a new one is promised, not an older picture before the new one is whole.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

sub spew { my ($f, $t) = @_; open my $h, '>:raw', "$dir/$f" or die "$f: $!"; print $h $t; close $h }
sub slurp { my ($f) = @_; open my $h, '<:raw', "$dir/$f" or return ''; local $/; return <$h> // '' }
sub mined { my ($words) = @_; my $out = `cd $dir && timeout 120 $dunghen mine $words --json 2>$dir/err`; return ($? >> 8, JSON::PP->new->decode($out || '{}')) }

my $log = "case,activity,time\n1,a,2026-03-02\n1,b,2026-03-03\n";
my $steps = "name\na\nb\n";
spew('log.csv', $log);
spew('steps.csv', $steps);
symlink 'log.csv', "$dir/link.csv" or die;
link "$dir/log.csv", "$dir/twin.csv" or die;
for my $option (qw(svg html xes csv bpmn)) {
	my $model = $option eq 'bpmn' ? '--model' : '';
	for my $name (qw(log.csv ./log.csv link.csv twin.csv)) {
		my ($status, $e) = mined("log.csv $model --$option $name");
		is("$status $e->{code}", '1 mine.over_input', "--$option over its own log: $name");
	}
}
is((mined('log.csv --conform --steps steps.csv --svg steps.csv'))[1]{code}, 'mine.over_input', 'nor over the steps');
is(slurp('log.csv') . slurp('steps.csv'), $log . $steps, 'both are as they were');
for my $option (qw(xes csv bpmn)) {
	my $model = $option eq 'bpmn' ? '--model' : '';
	spew("old.$option", 'old');
	my ($status, $e) = mined("log.csv $model --$option old.$option");
	is("$status $e->{code}", '1 mine.exists', "--$option writes new files only");
	like($e->{hint}{en}, qr/another name, or remove/, 'and says how to mend it');
	is(slurp("old.$option"), 'old', 'the old one stands');
	is((mined("log.csv $model --$option new.$option"))[0], 0, 'a new one');
	ok(-s "$dir/new.$option", 'is written');
}
my ($status, $e) = mined("--db nowhere --ocel old.xes");
is("$status $e->{code}", '1 mine.exists', 'of the ledger too');
for my $option (qw(svg html)) {
	spew("old.$option", 'old');
	is((mined("log.csv --$option old.$option"))[0], 0, "--$option again");
	isnt(slurp("old.$option"), 'old', 'is the new one');
	my $made = slurp("old.$option");
	is((mined("log.csv --filter activity:b --due x --$option old.$option"))[0], 1, 'a run that fails');
	is(slurp("old.$option"), $made, 'leaves the older one');
}
symlink 'target.svg', "$dir/link.svg" or die;
is((mined('log.csv --svg link.svg'))[0], 0, 'a link');
ok(-l "$dir/link.svg" && -s "$dir/target.svg", 'is written through');
is((mined('log.csv --svg /dev/null'))[0], 0, 'what is no file');
ok(-c '/dev/null', 'stays what it is');
# No half of a log is left, for the next run would be refused.
spew('first.xes', '<log><trace><string key="concept:name" value="1"/><event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-03-02"/></event></trace></log>');
mkdir "$dir/sub" or die;
is((mined('log.csv --xes sub/none/x.xes'))[0], 3, 'no folder');
opendir my $d, $dir or die;
is_deeply([ grep { /\.new$/ } readdir $d ], [], 'nothing is left beside');

# A way of a million steps is cut where nobody reads on, and the report is whole.
open my $h, '>:raw', "$dir/long.csv" or die;
print $h "case,activity,time\n", map { "1,a step with a long name that goes on and on and on and on and on $_,2026-03-02\n" } map { $_ % 1000 } 1 .. 1_000_000;
close $h;
is(system("cd $dir && timeout 120 $dunghen mine long.csv --html long.html >/dev/null 2>&1"), 0, 'a report of a way of a million steps');
like(slurp('long.html'), qr{</html>\s*$}, 'is whole');
done_testing();

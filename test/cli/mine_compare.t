#!/usr/bin/perl
# Two parts of a log side by side, and a log of others beside a graph of steps.
use strict;
use warnings;
use Encode qw(decode_utf8);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);

sub spew { my ($f, $t) = @_; open my $h, '>:raw', "$dir/$f" or die "$f: $!"; print $h $t; close $h }
sub run { my ($words) = @_; my $out = `cd $dir && timeout 120 $dunghen mine $words 2>$dir/err`; return ($? >> 8, $out) }
sub mined { my ($words) = @_; my ($status, $out) = run("$words --json"); return (decode_json($out || '{}'), $status) }

# Four cases of March, three of April: those skip the check, two take longer.
my $text = "case,activity,time,resource,office\n";
my $add = sub {
	my ($case, $office, @events) = @_;
	$text .= join(',', $case, $_->[0], $_->[1], $_->[2], $office) . "\n" for @events;
};
$add->("m$_", 'A', [ 'receive', "2026-03-0${_}T08:00:00Z", 'Hoa' ], [ 'check', "2026-03-0${_}T09:00:00Z", 'Tuan' ], [ 'sign', "2026-03-0${_}T10:00:00Z", 'Chu' ]) for 2 .. 5;
$add->('a1', 'A', [ 'receive', '2026-04-01T08:00:00Z', 'Hoa' ], [ 'sign', '2026-04-01T09:00:00Z', 'Chu' ]);
$add->('a2', 'B', [ 'receive', '2026-04-02T08:00:00Z', 'Hoa' ], [ 'sign', '2026-04-02T12:00:00Z', 'Hoa' ]);
$add->('a3', 'B', [ 'receive', '2026-04-06T08:00:00Z', 'Hoa' ], [ 'check', '2026-04-06T09:00:00Z', 'Tuan' ], [ 'sign', '2026-04-07T08:00:00Z', 'Chu' ]);
spew('log.csv', $text);

# --- side by side ---
my ($r, $status) = mined("log.csv --compare started:/2026-03-31 --compare started:2026-04-01/");
is($status, 0, 'March and April') or diag `cat $dir/err`;
is_deeply([ map { [ @{$_}{qw(cases events variants)} ] } @{ $r->{compare} } ], [ [ 4, 12, 1 ], [ 3, 7, 2 ] ], 'what is in each');
is_deeply([ map { $_->{duration}{median_s} } @{ $r->{compare} } ], [ 7200, 14400 ], 'how long');
cmp_ok(abs($r->{durations}{second_longer} - 2 / 3), '<', 1e-12, 'two of three last longer');
cmp_ok(abs($r->{durations}{largest_gap} - 2 / 3), '<', 1e-12, 'and are late by as much');
my ($skip) = grep { $_->{from} eq 'receive' && $_->{to} eq 'sign' } @{ $r->{dfg} };
is_deeply([ @{$skip}{qw(count cases)} ], [ [ 0, 2 ], [ 0, 2 ] ], 'skipped in April alone');
is($skip->{median_s}[0], undef, 'never in March: no time');
is($r->{activities}[0]{name}, 'check', 'the check differs most');
is_deeply($r->{activities}[0]{cases}, [ 4, 1 ], 'by so many cases');
is_deeply([ map { $_->{cases} } @{ (mined("log.csv --filter activity:check --compare attribute:office=A --compare attribute:office=B"))[0]{compare} } ], [ 4, 1 ],
	'offices, of what a filter leaves');
my ($ok, $out) = run('log.csv --compare started:/2026-03-31 --compare started:2026-04-01/ --lang en');
is($ok, 0, 'in words');
like($out, qr/cases\s+4\s+3\n.*median\s+2 h 0 min\s+4 h 0 min\n.*66\.7%.*receive\s+sign\s+0\.0%\s+66\.7%/s, 'told') or diag $out;
unlike($out . (run('log.csv --compare holder:Hoa --compare holder:nobody'))[1], qr/mine\.|\{/, 'no key without a sentence, with an empty side too');
is((mined('log.csv --compare holder:Hoa'))[0]{code}, 'mine.compare', 'one side alone');

# --- beside steps ---
spew('steps.json', JSON::PP->new->encode({
	steps => [ { name => 'receive' }, { name => 'check', limit_s => 3600 }, { name => 'sign', holders => ['Chu'], limit_s => 7200 } ],
	edges => [ [qw(receive check)], [qw(check sign)], [qw(sign check return)] ],
}));
($r, $status) = mined('log.csv --conform --steps steps.json');
is($status, 0, 'beside steps') or diag `cat $dir/err`;
is_deeply([ @{ $r->{total} }{qw(cases conforming)} ], [ 7, 4 ], 'seven cases, four as planned');
is_deeply([ map { "$_->{kind} $_->{step} $_->{times} @{ $_->{first} }" } @{ $r->{deviations} } ],
	[ 'skipped check 2 a1 a2', 'wrong_post sign 1 a2', 'over_limit sign 2 a2 a3' ], 'what, where, in which cases') or diag explain $r->{deviations};
cmp_ok(abs($r->{total}{fitness} - (1 - 2 / 40)), '<', 1e-12, 'fitness: two steps of 19 gone and 21 to go');
is($r->{cases}[0]{case}, 'a2', 'the worst first');
spew('gio.json', '{"utc_offset":"+00:00","sessions":[["mon-fri","09:00","17:00"]]}');
is_deeply([ map { "$_->{kind} $_->{step} $_->{times}" } grep { $_->{kind} eq 'over_limit' } @{ (mined('log.csv --conform --steps steps.json --office gio.json'))[0]{deviations} } ],
	[ 'over_limit sign 2' ], 'limits in working time');
is((mined('log.csv --conform --steps steps.json --filter started:/2026-03-31'))[0]{total}{conforming}, 4, 'of what filters leave');
($ok, $out) = run('log.csv --conform --steps steps.json --lang en');
like($out, qr/7 cases beside the steps: 4 without a deviation; fitness of the order 95\.0%.*skipped\s+check\s+2\s+2\s+a1/s, 'in words') or diag $out;
unlike($out . (run('log.csv --conform --steps steps.json'))[1], qr/mine\.|\{/, 'no key without a sentence');
spew('other.json', '{"steps":[{"name":"receive"}]}');
is((mined('log.csv --conform --steps other.json'))[0]{deviations}[0]{step}, undef, 'activities that are no steps');
for ([ '{"steps":[]}', 'mine.steps' ], [ '{"steps":[{"name":"a"}],"edges":[["a","b"]]}', 'mine.steps' ], [ '[', 'json.syntax' ],
	[ '{"steps":[' . join(',', map { qq({"name":"s$_"}) } 1 .. 300) . ']}', 'mine.steps' ], [ '[[[' x 3000, 'json.depth' ]) {
	spew('bad.json', $_->[0]);
	my ($e, $status) = mined('log.csv --conform --steps bad.json');
	is("$status " . ($e->{code} // ''), "1 $_->[1]", "$_->[1] by name");
}
# --- the same steps as a table ---
my $json = (mined('log.csv --conform --steps steps.json'))[0];
my @table = ([ 'in any order, with what is not needed', "\xef\xbb\xbflimit_s,name,return,next,holders,start,end\n,receive,,check,,x,\n3600,check,,sign,,,\n7200,sign,check,,Chu,,x\n" ],
	[ 'with semicolons, in quotes', "name;next;return;limit_s;holders\r\n\"receive\";check;;;\r\ncheck;sign;;3600;\r\nsign;;check;7200;\"Chu | Nobody\"\r\n" ],
	[ 'with tabs, in the order of rows', "name\tlimit_s\tholders\treturn\nreceive\ncheck\t3600\nsign\t7200\tChu\tcheck\n" ]);
for my $t (@table) {
	spew('steps.csv', $t->[1]);
	is_deeply((mined('log.csv --conform --steps steps.csv'))[0], $json, $t->[0]) or diag `cat $dir/err`;
}
spew('steps.csv', "name,next\nreceive,sign|check\ncheck,sign\nsign,\n");
is_deeply([ map { $_->{kind} } @{ (mined('log.csv --conform --steps steps.csv'))[0]{deviations} } ], [], 'where the check may be left out nothing is skipped');
for ([ "name,next\na,b\n", '2 next' ], [ "name,limit_s\na,\nb,-1\n", '3 limit_s' ], [ "name\na\nb\na\n", '4 name' ], [ "next\na\n", '1 name' ], [ "name,colour\na,red\n", '1 colour' ],
	[ "name,name\na,b\n", '1 name' ], [ "name\n", '1 name' ], [ "name,return\na,\nb,c\n", '3 return' ], [ "name\n" . join('', map { "s$_\n" } 1 .. 257), '258 name' ]) {
	spew('bad.csv', $_->[0]);
	my ($e, $status) = mined('log.csv --conform --steps bad.csv');
	my ($line, $column) = split / /, $_->[1];
	is("$status " . ($e->{code} // ''), '1 mine.steps_line', "wrong at line $line, $column");
	like(`cd $dir && $dunghen mine log.csv --conform --steps bad.csv --lang en 2>&1`, qr/line $line, column $column/, 'and said where');
}
spew('bad.csv', "name,next\n\"a,b\n");
is((mined('log.csv --conform --steps bad.csv'))[0]{code}, 'csv.quote', 'a quote that does not end');
is((run('log.csv --conform'))[0], 2, 'a log without its steps');
is((run('log.csv --steps steps.json'))[0], 2, 'steps for nothing');
is((run('log.csv --conform --steps none.json'))[0], 3, 'a file that is not there');
done_testing();

#!/usr/bin/perl
# Our dossiers beside the steps of their law: told by hand, and a province of chance counted anew
# from what `dossier show` says of each.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/s";
my $n       = 0;

sub act {
	my ($at, @acts) = @_;
	open my $in, '>', "$dir/in" or die;
	print {$in} encode_json({ key => 'k' . ++$n, as => $_->[0], do => $_->[1], args => $_->[2], at => "${at}:00+07:00" }), "\n" for @acts;
	close $in;
	my @a = map { decode_json($_) } split /\n/, `$dunghen act --db $db < $dir/in`;
	for my $i (0 .. $#acts) {
		die "$acts[$i][1]: " . encode_json($a[$i]) . "\n" if !$a[$i]{ok};
	}
	return @a;
}
sub run { my ($words) = @_; my $out = `timeout 300 $dunghen $words 2>$dir/err`; return ($? >> 8, $out) }
sub json { my ($words) = @_; my ($status, $out) = run("$words --json"); return decode_json($out || '{}') }
sub kinds { my ($of) = @_; return join ' ', map { "$_:" . (ref $of->{$_} ? $of->{$_}{times} : $of->{$_}) } qw(skipped inserted wrong_order wrong_post over_limit) }

# --- by hand ---
is(system("$dunghen init --db $db --mode test --seed 1 --clock 2026-03-02T07:30 --admin qt >/dev/null"), 0, 'a store');
open my $pdf, '>', "$dir/r.pdf" or die;
print $pdf "%PDF-1.4\n%%EOF\n";
close $pdf;
my ($file) = (run("file $dir/r.pdf --db $db"))[1] =~ /([0-9a-f]{64})/;
ok($file, 'a paper to hand out');
my %post = (lan => 'clerk 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt', tam => 'records 25195.kt', chu => 'head 25195', vt => 'records 25195.vp');
act('2026-03-02T08:00', (map { [ qt => add_person => { key => $_ } ] } sort keys %post),
	(map { my ($post, $unit) = split / /, $post{$_}; [ qt => assign => { person => $_, unit => $unit, post => $post } ] } sort keys %post));
my @made = act('2026-03-02T08:00', map { [ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc', owner => { name => "Ta Thi $_" } } ] } qw(A B C D));
my ($straight, $back, $post, $recalled) = map { { dossier => $_->{code} } } @made;

sub to_officer { my ($d) = @_; return ([ lan => hand_over => { %$d, outcome => 'forward' } ], [ tuan => take => $d ]) }
sub to_end {
	my ($d, $who) = @_;
	return ([ $who => hand_over => { %$d, outcome => 'forward' } ], [ minh => take => $d ], [ minh => finish => $d ],
		[ chu => take => $d ], [ chu => sign => $d ], [ vt => take => $d ], [ vt => number => { %$d, number => ++$n . '/GP', book => 'gp', file => $file } ], [ vt => ready => $d ]);
}
act('2026-03-02T08:00', to_officer($straight), to_officer($back), to_officer($post));
# A hand-over that is recalled before anybody opens it never was (rule 8).
act('2026-03-02T08:05', [ lan => hand_over => { %$recalled, outcome => 'forward' } ]);
act('2026-03-02T08:10', [ lan => recall => $recalled ]);
act('2026-03-02T09:00', to_end($straight, 'tuan'));
act('2026-03-02T09:00', [ tuan => send_back => { %$back, reason => 'R01', note => 'x' } ], [ lan => take => $back ], to_officer($back), to_end($back, 'tuan'));
act('2026-03-02T09:00', [ minh => reassign => { %$post, to => 'tam', note => 'x' } ]);
act('2026-03-04T09:00', to_end($post, 'tam'));

my $r = json("mine --db $db --conform");
is_deeply([ @{ $r->{total} }{qw(dossiers conforming fitness)} ], [ 4, 3, 1 ], 'four dossiers, three without a deviation') or diag explain $r;
is(kinds($r->{total}), 'skipped:0 inserted:0 wrong_order:0 wrong_post:1 over_limit:1', 'one by the wrong post, too long');
is_deeply($r->{total}{loops}, { dossiers => 1, returns => 1, outside => 0 }, 'one return is a loop (rule 35)');
my ($p) = @{ $r->{procedures} };
is_deeply([ map { "$_->{kind} $_->{step} $_->{times} @{ $_->{first} }" } @{ $p->{deviations} } ],
	[ map { "$_ s2 1 " . json("dossier show $post->{dossier} --db $db")->{dossier} } qw(wrong_post over_limit) ], 'where, and in which dossier') or diag explain $p;
is_deeply([ map { [ $_->{unit}, $_->{dossiers}, kinds($_) ] } @{ $r->{units} } ],
	[ [ undef, 13, 'skipped:0 inserted:0 wrong_order:0 wrong_post:1 over_limit:1' ] ], 'units of fewer than five dossiers stand together (rule 44)') or diag explain $r->{units};
is(json("mine --db $db --conform --procedure 1.013225")->{total}{dossiers}, 0, 'of one procedure only');
is(json("mine --db $db --conform --procedure 9.9")->{code}, 'mine.no_procedure', 'there is none');
is((run('mine x.csv --conform'))[0], 2, 'of other logs: not without their steps');
my ($status, $text) = run("mine --db $db --conform --lang en");
is($status, 0, 'in words');
like($text, qr/4 dossiers beside the steps.*3 without a deviation; fitness of the order 100\.0%.*1 dossiers, 1 returns.*wrong post  .*  1  +1  +d/s, 'told') or diag $text;
unlike($text . (run("mine --db $db --conform"))[1], qr/mine\.|\{|\btam\b/, 'no key without a sentence, no person');

# --- by chance ---
$db = "$dir/demo";
is((run("demo --no-serve --db $db --dossiers 90 --months 3 --seed 5"))[0], 0, 'a province at work') or diag `cat $dir/err`;
my (@codes, $after);
do {
	my $page = json("dossier list --db $db --limit 100" . ($after ? " --after '$after'" : ''));
	push @codes, map { $_->{code} } @{ $page->{dossiers} };
	$after = $page->{next};
} while ($after);
my %want = (dossiers => 0, returns => 0, over => 0);
my %over;
for my $code (@codes) {
	my $d = json("dossier show $code --db $db");
	my @steps = grep { $_->{kind} eq 'step' && defined $_->{step} } @{ $d->{obligations} };
	next if $d->{imported} || !@steps;
	$want{dossiers}++;
	my ($before, $late) = ('', 0);
	for my $o (@steps) {
		$late = 0 if $o->{step} ne $before;
		my $over = defined $o->{to} && $o->{work_s} > $o->{plan_s};
		$want{over}++, $over{ $d->{dossier} } = 1 if $over && !$late;
		$late ||= $over;
		$want{returns}++ if $before && substr($o->{step}, 1) < substr($before, 1);
		$before = $o->{step};
	}
}
$r = json("mine --db $db --conform");
is($r->{total}{dossiers}, $want{dossiers}, 'each dossier that came to a step');
is($r->{total}{kind} // $r->{total}{over_limit}{times}, $want{over}, 'as many visits over their limit');
is($r->{total}{over_limit}{dossiers}, scalar keys %over, 'of as many dossiers');
is($r->{total}{loops}{returns} + $r->{total}{loops}{outside}, $want{returns}, 'as many returns');
is($r->{total}{fitness}, 1, 'the engine lets nobody skip a step');
my %sum;
for my $p (@{ $r->{procedures} }) {
	$sum{dossiers} += $p->{dossiers};
	for my $s (@{ $p->{deviations} }) {
		$sum{ $s->{kind} } += $s->{times};
		ok(@{ $s->{first} } == ($s->{dossiers} < 10 ? $s->{dossiers} : 10), "$p->{procedure} $s->{step}: the first dossiers") if @{ $s->{first} } != ($s->{dossiers} < 10 ? $s->{dossiers} : 10);
		ok($over{$_}, "$p->{procedure} $s->{step}: $_") for grep { $s->{kind} eq 'over_limit' && !$over{$_} } @{ $s->{first} };
	}
}
is_deeply([ $sum{dossiers}, $sum{over_limit} ], [ $want{dossiers}, $want{over} ], 'procedures add up');
my $units = 0;
$units += $_->{over_limit}{times} for @{ $r->{units} };
is($units, $want{over}, 'units too');
is($r->{dossiers}[0]{over_limit} >= $r->{dossiers}[-1]{over_limit}, 1, 'the worst first');
done_testing();

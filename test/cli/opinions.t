#!/usr/bin/perl
# Opinions owed, late and asked, of dossiers and of registered matters, by unit and by person; and
# what `dossier show` says of rounds, contests, escalations and apologies.
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
sub told { my ($words) = @_; my $out = `$dunghen $words --db $db 2>$dir/err`; return ($? >> 8, $out) }
sub opinions {
	my ($words) = @_;
	my ($status, $out) = told("opinions $words --json");
	is($status, 0, "opinions $words") or diag `cat $dir/err`;
	return decode_json($out);
}
sub of { my ($list) = @_; return join ' ', map { "$_->{code}/$_->{number}" . ($_->{late} ? '!' : '') } @{ $list->{opinions} } }

is(system("$dunghen init --db $db --mode test --seed 1 --clock 2026-03-02T07:30 --admin qt >/dev/null"), 0, 'a store');
my %post = (lan => 'clerk 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt', chu => 'head 25195',
	sang => 'head so-ct', xuan => 'head so-xd', quy => 'head 25195.mttq', duc => 'officer 25195.vhxh');
act('2026-03-02T08:00', (map { [ qt => add_person => { key => $_ } ] } sort keys %post),
	(map { my ($post, $unit) = split / /, $post{$_}; [ qt => assign => { person => $_, unit => $unit, post => $post } ] } sort keys %post));
my ($made) = act('2026-03-02T08:00', [ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc', owner => { name => 'Ta Thi Thu' } } ]);
my $d = $made->{code};
act('2026-03-02T08:00', [ lan => hand_over => { dossier => $d, outcome => 'forward' } ], [ tuan => take => { dossier => $d } ]);
act('2026-03-02T09:00', [ tuan => contest => { dossier => $d, reason => 'field', text => 'x' } ],
	[ tuan => ask_opinion => { dossier => $d, units => [ 'so-ct', 'so-xd' ], question => 'q', limit => '8h', signer => 'minh', quorum => 2 } ]);
($made) = act('2026-03-02T10:00', [ duc => register_matter => { unit => '25195.vhxh', number => '12/CV', dated => '2026-03-02', sender => 's', question => 'q' } ]);
my $m = $made->{matter};
act('2026-03-02T10:00', [ duc => ask_on_matter => { matter => $m, unit => 'so-xd', limit => '4h' } ],
	[ duc => ask_on_matter => { matter => $m, unit => '25195.mttq', limit => '12h' } ]);

# Half of four hours is Monday noon; of eight, Monday 14:30 (lunch is no working time).
my $owed = opinions('owed --unit so-xd --clock 2026-03-02T10:30');
is(of($owed), "12/CV/1 $d/2", 'by their due, of a dossier and of a matter');
is_deeply([ @{ $owed->{opinions}[0] }{qw(of matter reminder late)} ], [ 'matter', $m, 'none', JSON::PP::false ], 'a matter');
is_deeply([ $owed->{opinions}[1]{asker}{unit}, $owed->{opinions}[1]{asked}{person} ], [ '25195.kt', 'xuan' ], 'who waits, who owes');
is(of(opinions('owed --person sang --clock 2026-03-02T10:30')), "$d/1", 'by a person');
is(of(opinions('owed --clock 2026-03-02T10:30')), "12/CV/1 $d/1 $d/2 12/CV/2", 'all there are');
my $first = opinions('owed --limit 1 --clock 2026-03-02T10:30');
is(of($first), '12/CV/1', 'one a page');
my @seen = ($first->{opinions}[0]);
while (defined $first->{next}) {
	$first = opinions("owed --limit 1 --after $first->{next} --clock 2026-03-02T10:30");
	push @seen, @{ $first->{opinions} };
}
is(of({ opinions => \@seen }), "12/CV/1 $d/1 $d/2 12/CV/2", 'page by page, none twice');
is(of(opinions('asked --unit 25195.kt --clock 2026-03-02T10:30')), "$d/1 $d/2", 'asked by a unit');
is(of(opinions('asked --person duc --clock 2026-03-02T10:30')), '12/CV/1 12/CV/2', 'asked by a person');
is(of(opinions('late --clock 2026-03-02T10:30')), '', 'none is late yet');

act('2026-03-02T15:30', [ sang => answer_opinion => { dossier => $d, number => 1, answer => 'agree', text => 'x' } ]);
is(opinions('owed --unit so-xd')->{opinions}[1]{reminder}, 'half', 'reminded at half');
act('2026-03-03T10:00', [ xuan => answer_on_matter => { matter => $m, number => 1, answer => 'object', text => 'x' } ]);
my $late = opinions('late');
is(of($late), "$d/2!", 'past its due');
is_deeply([ @{ $late->{opinions}[0] }{qw(reminder late_s)} ], [ 'silent', 3600 ], 'silence is on record, an hour of work late');
is(of(opinions('late --unit so-ct')), '', 'who has answered is not');
my ($status, $text) = told('opinions late --lang en');
like($text, qr/\Q$d\E +2 +Sở Xây dựng +Phòng Kinh tế.*1h00.*silence on record/, 'as a table') or diag $text;
is((told('opinions owed --unit nowhere'))[0], 1, 'a unit that is not there');
is((told('opinions lost'))[0], 2, 'a word that is none of them');
is((told('opinions owed --after 1:2'))[0], 1, 'a bookmark that is none');

# --- what `dossier show` says beside the holds ---
# Promised for Thursday 17:00: an apology is drafted on Wednesday at 07:30, and goes up unsigned.
act('2026-03-06T10:00', [ lan => register_matter => { unit => '25195.mc', number => '1', dated => '2026-03-02', sender => 's', question => 'q' } ]);
($status, $text) = told("dossier show $d --lang en");
like($text, qr/Opinions asked\nRound 1 · 1 of 2 votes, 2 needed\n +1 +Sở Công Thương.*agree\n +2 +Sở Xây dựng.*no answer, .* late\n/, 'rounds with their quorum');
like($text, qr/Contests of competence\n +1 .* → .*nobody ruled in time/, 'contests');
like($text, qr/Passed up to superiors\n +1 .*has to act by /, 'what was passed up');
like($text, qr/Apology and new date\n +1 .*The date has passed without an apology/, 'apologies');
my $json = decode_json((told("dossier show $d --json"))[1]);
is_deeply([ @{ $json->{rounds}[0] }{qw(asked owed votes quorum)} ], [ 2, 1, 1, 2 ], 'the round as JSON');
is_deeply([ map { $_->{answer} } @{ $json->{rounds}[0]{opinions} } ], [ 'agree', '' ], 'with its opinions');
is($json->{contests}[0]{state}, 'lapsed', 'the contest');
is($json->{escalations}[0]{holder}{unit}, '25195.kt', 'the escalation');
ok(defined $json->{apologies}[0]{missed_at} && $json->{apologies}[0]{owed}, 'the apology');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'the store is sound');
done_testing();

#!/usr/bin/perl
# `dunghen law check | list | show`: faults with file, JSON path and reason, exit
# status, both languages.
use strict;
use warnings;
use utf8;
use File::Copy 'copy';
use File::Find;
use File::Path 'make_path';
use File::Temp 'tempdir';
use JSON::PP;
use Test::More;

binmode STDOUT, ':utf8';
my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $dir = tempdir(CLEANUP => 1);

sub run {
	my @args = @_;
	open my $out, '-|:raw', 'sh', '-c', 'exec "$@" 2>' . "$dir/err", 'sh', $program, @args or die;
	local $/;
	my $text = <$out> // '';
	close $out;
	my $status = $? >> 8;
	utf8::decode($text);
	return ($status, $text);
}

# A copy of law/ to spoil.
sub law_copy {
	my ($name) = @_;
	find({ no_chdir => 1, wanted => sub {
		return unless -f;
		my $to = "$dir/$name/" . s{^law/}{}r;
		make_path($to =~ s{/[^/]*$}{}r);
		copy($_, $to) or die "$to: $!";
	} }, 'law');
	return "$dir/$name";
}

sub spoil {
	my ($file, $from, $to) = @_;
	open my $in, '<:raw', $file or die "$file: $!";
	my $text = do { local $/; <$in> };
	close $in;
	$text =~ s/$from/$to/ or die "$file has no $from";
	open my $out, '>:raw', $file or die;
	print $out $text;
	close $out;
}

my ($status, $text) = run(qw(law check law));
is($status, 0, 'the data of law/ are sound');
is(() = $text =~ /\n/g, 1, 'which is one line');
($status, $text) = run(qw(law check --json));
is($status, 0, 'so are those compiled in');
is_deeply(JSON::PP->new->decode($text)->{faults}, [], 'no fault');

my $bad = law_copy('bad');
spoil("$bad/procedures/1.013225.json", '"to": "s2"', '"to": "s9"');
spoil("$bad/procedures/2.000815.json", '"cap": 200000', '"cap": "much"');
spoil("$bad/rule-sets.json", '"15:00"', '"15h"');
($status, $text) = run('law', 'check', $bad);
is($status, 1, 'faults give 1');
like($text, qr/^rule-sets\.json: \$\.rule_sets\[0\]\.fields\.cutoff\.value: .*15h/m, 'a time');
like($text, qr/^procedures\/1\.013225\.json: \$\.versions\[0\]\.steps\[0\]\.outcomes\[0\]\.to: Không/m,
	'a step, in Vietnamese');
like($text, qr/^procedures\/2\.000815\.json: \$\.versions\[0\]\.fees\[0\]\.cap: /m, 'a cap');
($status, $text) = run('law', 'check', $bad, '--lang', 'en');
like($text, qr/no step "s9"/, 'in English');
($status, $text) = run('law', 'check', $bad, '--json');
is($status, 1, 'in JSON too');
my $answer = JSON::PP->new->decode($text);
ok(!$answer->{ok}, 'not ok');
is(scalar(grep { $_->{code} eq 'law.dangling' && $_->{file} eq 'procedures/1.013225.json' }
	@{ $answer->{faults} }), 1, 'with code and file');

unlink "$bad/posts.json";
($status, $text) = run('law', 'check', $bad);
like($text, qr/^posts\.json: /m, 'a missing file is named');
($status) = run('law', 'check', "$dir/nowhere");
is($status, 3, 'a folder that is not there');
ok(-s "$dir/err", 'is said');
($status) = run('law', 'list', '--law', $bad);
is($status, 1, 'faulty law is not listed');

($status, $text) = run(qw(law list));
is(() = $text =~ /\n/g, 13, 'thirteen procedures');
like($text, qr/^1\.013225 +cấp xã +15 ngày theo lịch +Cấp giấy phép/m, 'limits and levels in words');
unlike($text, qr/commune|province|same-day|\d+cd\b/, 'and none of the code words');
($status, $text) = run(qw(law show 1.013225));
like($text, qr/^  s1 +tiếp nhận +\@mc .* 4h00 +Tiếp nhận, kiểm tra/m, 'a step too');
($status, $text) = run(qw(law show 1.012783 --json));
is($status, 0, 'one is shown');
is(JSON::PP->new->decode($text)->{versions}[0]{limit}, '5d', 'with its limit');
($status) = run(qw(law show 9.999999));
is($status, 1, 'an unknown procedure');
($status) = run(qw(law show));
is($status, 2, 'no code');

# --- a made-up dossier goes through a version ---
($status, $text) = run('init', '--db', "$dir/s", qw(--mode test --seed 1 --clock 2026-03-02T08:00 --admin qt));
is($status, 0, 'a store');
($status, $text) = run('law', 'try', '1.001612', '--db', "$dir/s", '--json');
is($status, 1, 'where nobody works nobody receives it');
{
	my @people = (lan => '25195.mc clerk', tuan => '25195.kt officer', minh => '25195.kt head', chu => '25195 head', van => '25195.vp records', sau => '25195.mc head');
	my ($n, @lines) = (0);
	while (my ($key, $seat) = splice @people, 0, 2) {
		my ($unit, $post) = split / /, $seat;
		push @lines, map { JSON::PP->new->encode({ key => 'k' . ++$n, as => 'qt', at => '2026-03-02T08:00:00+07:00', %$_ }) }
			{ do => 'add_person', args => { key => $key } },
			{ do => 'assign', args => { person => $key, unit => $unit, post => $post } };
	}
	open my $in, '>', "$dir/in" or die;
	print {$in} "$_\n" for @lines;
	close $in;
	is(system("$program act --db $dir/s < $dir/in >/dev/null"), 0, 'people of a ward');
}
my @try = ('law', 'try', '1.001612', '--db', "$dir/s", '--at', '2026-03-02T08:00', '--json');
($status, $text) = run(@try);
is($status, 0, 'then it goes through') or diag $text;
my $run = JSON::PP->new->decode($text);
is($run->{state}, 'ready', 'to a result');
is($run->{first_due}, '2026-03-05T17:00:00+07:00', 'promised by its three days');
is(join(' ', map { "$_->{unit}/$_->{post}" } @{ $run->{rows} }),
	'25195.mc/clerk 25195.kt/officer 25195.kt/head 25195/head 25195.vp/records 25195.mc/head', 'who has it, one after another');
is($run->{way}, 'forward,forward,finish,forward,ready', 'by the usual way');
is_deeply($run->{rows}[1]{ways}, [qw(forward deny not-eligible supplement return-s1)], 'and which others there are');
like($run->{trace}[0]{text}{vi}, qr/Tiếp nhận lúc 08:00 02\/03\/2026/, 'with the derivation of its date');
($status, $text) = run(@try, '--way', 'forward,supplement');
$run = JSON::PP->new->decode($text);
is(scalar(grep { $_->{kind} eq 'wait' && $_->{holder} eq 'citizen' } @{ $run->{rows} }), 1, 'a supplement is a wait');
ok($run->{due} gt $run->{first_due}, 'that moves the date');
($status, $text) = run(@try, '--way', 'forward,fly');
is($status, 1, 'a way there is not');
($status) = run(@try, '--version', 'x');
is($status, 2, 'no number');
($status, $text) = run(@try, '--law', "$dir/nowhere");
is($status, 3, 'law that is not there');
($status, $text) = run('law', 'try', '1.001612', '--db', "$dir/s", '--at', '2026-03-02T08:00', '--lang', 'en');
like($text, qr/A result at/, 'and for people');

($status) = run(qw(law burn));
is($status, 2, 'no such thing to do');
done_testing();

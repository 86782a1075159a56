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
($status) = run(qw(law burn));
is($status, 2, 'no such thing to do');
done_testing();

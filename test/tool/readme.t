#!/usr/bin/perl
# README.md and README.vi.md say the same: same commands, same links, each leads to
# the other, and what they link to exists.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

sub slurp {
	my ($path) = @_;
	open my $f, '<', $path or die "$path: $!\n";
	local $/;
	return scalar <$f>;
}

my ($en, $vi) = map { slurp($_) } qw(README.md README.vi.md);

# Command lines without comments and without the choice of language.
sub commands {
	my ($text) = @_;
	my @lines = map { split /\n/ } $text =~ /^```\n(.*?)^```$/msg;
	s/\s+#.*// || s/ --lang en$// for @lines;
	return \@lines;
}

sub links { return [ $_[0] =~ /\]\(([^)]+)\)/g ] }
sub names { return [ sort $_[0] =~ /`([^`\n]+)`/g ] }

is_deeply(commands($vi), commands($en), 'the same commands');
is(commands($en)->[0], 'make demo', 'make demo comes first');
is(commands($en)->[1], 'make check', 'then make check');
my @links = grep { $_ ne 'README.vi.md' } @{ links($en) };
is_deeply([ grep { $_ ne 'README.md' } @{ links($vi) } ], \@links, 'the same links');
ok(-e $_, "$_ exists") for @links;
is_deeply(names($vi), names($en), 'the same names of files and options');
like($en, qr/\(README\.vi\.md\)/, 'to the Vietnamese one');
like($vi, qr/\(README\.md\)/, 'to the English one');
is(scalar(() = $vi =~ /^- \*\*/mg), scalar(() = $en =~ /^- \*\*/mg), 'as many points');

# The first dossier, as it stands there.
SKIP: {
	my $dunghen = $ENV{DUNGHEN} or skip 'DUNGHEN is not set', 2;
	my $dir     = tempdir(CLEANUP => 1);
	my @lines   = map { s{/tmp/thu}{$dir/thu}r } grep { m{/tmp/thu} } @{ commands($en) };
	is(scalar @lines, 5, 'it is five lines');
	my $said = '';
	$said .= `@{[ s/^dunghen/$dunghen/r ]} 2>&1` . ($? == 0 ? '' : "$_: $?\n") for @lines;
	like($said, qr/H19\.21-260302-0001.*\(hoa\).*1 hồ sơ/s, 'which make one');
	unlike($said, qr/"ok":false|: \d+\n/, 'and all of them work') or diag($said);
	# The same for what a citizen asks.
	my ($ask) = grep { /^\$ dunghen deadline/ } @{ commands($en) };
	like(`@{[ $ask =~ s/^\$ dunghen/$dunghen/r ]}`, qr/^2026-11-26/, 'why the 26th');
}
done_testing();

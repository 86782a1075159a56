#!/usr/bin/perl
# doc/api.md: its commands and its curl lines, run as they stand there.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Api;
use JSON::PP;
use Test::More;

my ($root) = $FindBin::Bin =~ m{(.*)/test/http\z};
open my $f, '<', "$root/doc/api.md" or die;
my $page = do { local $/ = undef; <$f> };
my ($commands) = $page =~ /\n```\n(dunghen token create.*?)\n```\n/s;
my @blocks = $page =~ /\n```sh\n(.*?)\n```\n/sg;
is(scalar @blocks, 3, 'its examples');

my $clock  = '2026-03-02T08:00';
my $office = Office->new(clock => $clock, people => { lan => 'clerk 25195.mc' });
my ($create, $list, $revoke) = split /\n/, $commands;
my %run = (DB => "--db $office->{db} --clock $clock");
sub command {
	my ($line) = @_;
	return `$ENV{DUNGHEN} @{[ $line =~ s/^dunghen //r ]} $run{DB} 2>&1`;
}
like(my $said = command($create), qr/\n(dht_[0-9a-f]{64})\n\z/, 'a token is made');
my ($token) = $said =~ /(dht_\w+)/;
like(command($list), qr/lan.*scanner/, 'and listed');
my $s = $office->serve(clock => $clock);
local $ENV{SITE}  = "http://127.0.0.1:$s->{port}";
local $ENV{TOKEN} = $token;

sub answers {
	my ($block) = @_;
	my @answers;
	for my $line (split /\n(?=curl)/, $block) {
		open my $sh, '-|', 'sh', '-c', $line or die;
		push @answers, decode_json(do { local $/ = undef; <$sh> } || '{}');
		close $sh;
	}
	return @answers;
}
my ($acted) = answers($blocks[1]);
like($acted->{code}, qr/^H19\.21/, 'acting');
my ($what, $dossiers, $inbox) = answers($blocks[0]);
is($what->{for}, 'lan', 'what the token is');
is($dossiers->{dossiers}[0]{code}, $acted->{code}, 'the list');
is($inbox->{tasks}[0]{code}, $acted->{code}, 'the inbox');
is((answers($blocks[1]))[0]{repeated}, JSON::PP::true, 'the same again is not done twice');
my ($refused) = answers($blocks[2]);
is_deeply([ @$refused{qw(status key title)} ], [ 401, 'api.no_token', 'Not authenticated' ], 'a refusal');
is($s->stop, 0, 'it stops');
like(command($revoke), qr/1/, 'and revoked');
$s = $office->serve(clock => $clock);
$ENV{SITE} = "http://127.0.0.1:$s->{port}";
is((answers($blocks[0]))[0]{key}, 'token.revoked', 'it opens nothing any more');
is($s->stop, 0, 'it stops');
done_testing();

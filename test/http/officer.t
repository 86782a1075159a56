#!/usr/bin/perl
# An officer's day by forms alone: the list of the day, one dossier and what can be
# done with it, the way back to where one came from.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp qw(tempdir);
use Served;
use Test::More;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);

# --- a store with one agency's people and a few dossiers of one officer ---
my $db = "$dir/s";
system("$dunghen demo --no-serve --db $db --dossiers 300 --months 1 --until 2026-11-23 >/dev/null 2>&1") == 0
	or die "no province\n";
my $s = Served->start(db => $db);

sub enter {
	my ($key) = @_;
	my $r = $s->post('/demo/sign-in', "person=$key");
	my ($cookie) = ($r->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
sub page { my ($who, $path) = @_; return $s->get($path, Cookie => $who) }
sub clear {
	my ($t) = @_;
	my %c = (lt => '<', gt => '>', amp => '&', quot => '"', '#39' => "'");
	$t =~ s/&(lt|gt|amp|quot|#39);/$c{$1}/g;
	return $t;
}

# Whoever has most in hand, so that a list has neighbours.
my @rows = map { /^\{/ ? $_ : () } split /\n/, `$dunghen dossier list --db $db --limit 300 --json`;
my %held;
for my $line (@rows) {
	$held{$1}++ while $line =~ /"person":"(cb\d+)"/g;
}
my ($key) = sort { $held{$b} <=> $held{$a} || $a cmp $b } keys %held;
ok($key && $held{$key} >= 2, "somebody has two dossiers in hand") or BAIL_OUT('no such officer');
my $who = enter($key);

# --- the way from the list and back ---
my $work = page($who, '/work');
is($work->{status}, 200, 'the list of the day');
my @link = map { clear($_) } $work->{body} =~ m{<td[^>]*><a href="(/dossiers/[^"]+)"}g;
cmp_ok(scalar @link, '>=', 2, 'has two rows at least');
like($link[0], qr/\?in=%2Fwork\z/, 'whose links say where one comes from');
my $first = page($who, $link[0]);
is($first->{status}, 200, 'the first of them');
like($first->{body}, qr{<nav class="crumbs[^"]*"[^>]*><a href="/work">}, 'leads back');
unlike($first->{body}, qr/rel="prev"/, 'has nothing before it');
my ($next) = map { clear($_) } $first->{body} =~ m{<a href="([^"]+)" rel="next" data-key="j"};
is($next, $link[1], 'and the second after it');
like(page($who, $link[1])->{body}, qr{<a href="\Q$link[0]\E" rel="prev" data-key="k"}, 'which has the first before it');
my ($code) = $link[0] =~ m{/dossiers/([^?]+)};
unlike(page($who, "/dossiers/$code")->{body}, qr/rel="next"/, 'opened by its address it stands alone');
for my $in ('%2Fnowhere', '%2F%2Fevil.example', '%2Fdossiers%2Fx', '%2Fcounter%2Fonline') {
	my $r = page($who, "/dossiers/$code?in=$in&after=x");
	is($r->{status}, 200, "a list that is none of theirs ($in)");
	like($r->{body}, qr{<nav class="crumbs[^"]*"[^>]*><a href="/work">}, 'is the inbox');
}
is(page($who, "/dossiers/$code?in=%2Fwork&after=nonsense")->{status}, 200, 'a page that is none is no harm');
like($first->{body}, qr{<text class="who"[^>]*>Bạn</text>|>Bạn}, 'the ribbon says whose it is to whom it is');

is($s->stop, 0, 'it stops');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'the store verifies');
done_testing();

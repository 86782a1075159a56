#!/usr/bin/perl
# doc/openapi.json: its form, and that it speaks of the addresses, scopes and actions there are.
use strict;
use warnings;
use FindBin;
use JSON::PP;
use Test::More;

my ($root) = $FindBin::Bin =~ m{(.*)/test/http\z};

sub text {
	my ($file) = @_;
	open my $f, '<', "$root/$file" or die "$file: $!\n";
	local $/ = undef;
	return scalar <$f>;
}

my $api = decode_json(text('doc/openapi.json'));
my (%told, %there, %scope);
for my $path (keys %{ $api->{paths} }) {
	for my $method (grep { /^(?:get|post)$/ } keys %{ $api->{paths}{$path} }) {
		$told{ uc($method) . " /api/v1$path" } = $api->{paths}{$path}{$method};
	}
}
for (split /\n/, text('src/web/routes.def')) {
	$there{"$1 $2"} = '' if m{^ROUTE\((GET|POST), "(/api/[^"]+)", PUBLIC,};
	$there{"$1 $2"} = $3 if m{^API\((GET|POST), "([^"]+)", (\w+),};
}
is_deeply([ sort keys %told ], [ sort keys %there ], 'the addresses of the table, no more and no less');
my $scopes = text('src/app/scopes.def');
$scope{$1} = $2 while $scopes =~ /^SCOPE\((\w+), "([a-z.]+)",/mg;
for my $row (sort keys %there) {
	my $want = $scope{ $there{$row} } // next;
	like($told{$row}{description}, qr/Scope: \Q$want\E\.\z/, "$row: its scope is told");
}
is_deeply([ sort @{ $api->{components}{schemas}{Scope}{enum} } ], [ sort values %scope ], 'the scopes of the table');
my @acts = text('src/app/actions.def') =~ /^ACTION\((\w+),/mg;
is_deeply([ sort @{ $api->{components}{schemas}{Act}{properties}{do}{enum} } ], [ sort @acts ], 'the actions of the table');

my %quiet = (REDOCLY_TELEMETRY => 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE => 'true', CI => 'true');
local @ENV{ keys %quiet } = values %quiet;
my $said = `cd $root && node_modules/.bin/redocly lint --format=json doc/openapi.json 2>/dev/null`;
is($?, 0, 'redocly finds its form good');
my ($json) = $said =~ /(\{.*\})/s;
is_deeply(decode_json($json // '{}')->{totals}, { errors => 0, warnings => 0, ignored => 0 }, 'without a warning') or diag($said);
done_testing();

# Who holds which post of a store, by its ledger.
package Seats;
use strict;
use warnings;
use JSON::PP;

# { 'UNIT post' => [ persons ] }, all by their keys.
sub of {
	my ($db) = @_;
	my (%unit, %person, %holds);
	for my $line (split /\n/, `sqlite3 $db/store.db "SELECT bytes FROM entry WHERE kind IN ('unit_created','person_added','assigned')"`) {
		my $e = decode_json($line);
		my (undef, $id) = split m{/}, $e->{stream};
		$unit{$id} = $e->{body}{key} if $e->{kind} eq 'unit_created';
		$person{$id} = $e->{body}{key} if $e->{kind} eq 'person_added';
		push @{ $holds{"$unit{ $e->{body}{unit} } $e->{body}{post}"} }, $person{$id} if $e->{kind} eq 'assigned';
	}
	return \%holds;
}

1;

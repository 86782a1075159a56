# How well the detectors find what a demonstration planted: `dunghen signals` held against
# the file of `demo --truth`. Used by test/cli/signals.t and test/slow/signals.t.
package measured;
use strict;
use warnings;
use JSON::PP;

# The filing that shows it: of two, the second.
sub place {
	my ($t) = @_;
	return $t->{again} // $t->{dossier};
}

sub lines {
	my ($path) = @_;
	open my $f, '<', $path or die "$path: $!\n";
	return map { decode_json($_) } <$f>;
}

sub detectors {
	my ($program) = @_;
	return @{ decode_json(scalar qx('$program' signals --list --json)) };
}

# {detector => {right, wrong, missed, who}}: `who` counts what names another than the truth;
# '' => {twins, touched}: innocent ones, and those whom any bad finding names.
sub measure {
	my ($program, $db, $truth) = @_;
	my @found = map { decode_json($_) }
		split /\n/, qx('$program' signals --db '$db' --json --praise-at-once);
	die "signals fails\n" if $?;
	my @told = lines($truth);
	my %n = map { $_->{name} => { right => 0, wrong => 0, missed => 0, who => 0, show => [] } }
		detectors($program);
	my (%told, %is);
	push @{ $told{ $_->{behaviour} }{ place($_) } }, $_ for grep { $_->{dossier} } @told;
	for my $f (@found) {
		my $d = $n{ $f->{signal} };
		my $is = $told{ $f->{signal} }{ $f->{dossier} };
		$is{ $f->{signal} }{ $f->{dossier} }++ and next;
		$d->{ $is ? 'right' : 'wrong' }++;
		push @{ $d->{show} }, "wrong $f->{dossier} $f->{person} $f->{from}" if !$is;
		my $names = $is && grep { $_->{person} && $f->{person} ? $_->{person} eq $f->{person}
			: ($_->{unit} // '') eq $f->{unit} } @$is;
		$d->{who}++ if $is && !$names;
	}
	for my $what (grep { $n{$_} } keys %told) {
		for my $code (grep { !$is{$what}{$_} } keys %{ $told{$what} }) {
			$n{$what}{missed}++;
			push @{ $n{$what}{show} }, "missed $code $told{$what}{$code}[0]{from}";
		}
	}
	$n{''} = innocent(\@told, [ grep { $_->{kind} eq 'bad' } @found ]);
	return \%n;
}

# Twins of one dossier are meant by what is found in that dossier, whoever did it; those of
# a person by what is found of them, on leave only meanwhile.
sub innocent {
	my ($told, $bad) = @_;
	my (%in, %of, %kinds);
	my ($twins, $touched) = (0, 0);
	push @{ $in{ $_->{dossier} } }, $_ for @$bad;
	push @{ $of{ $_->{person} } }, $_ for grep { $_->{person} } @$bad;
	for my $t (grep { $_->{twin} } @$told) {
		my @hits = $t->{dossier} ? @{ $in{ $t->{dossier} } // [] }
			: grep { $_->{at} ge $t->{from} && (!$t->{to} || $_->{at} lt $t->{to}) }
			@{ $of{ $t->{person} } // [] };
		$twins++;
		$touched++ if @hits;
		push @{ $kinds{ $t->{behaviour} } }, map { "$_->{signal} $_->{dossier}" } @hits;
	}
	return { twins => $twins, touched => $touched, by => \%kinds };
}

# Adds one measurement to a sum.
sub add {
	my ($sum, $n) = @_;
	for my $d (keys %$n) {
		for my $k (keys %{ $n->{$d} }) {
			ref $n->{$d}{$k} ? 0 : ($sum->{$d}{$k} += $n->{$d}{$k});
		}
	}
	return;
}

# (precision, recall) in per cent; undef where nothing was found or told.
sub rates {
	my ($d) = @_;
	my ($found, $told) = ($d->{right} + $d->{wrong}, $d->{right} + $d->{missed});
	return (map { $_->[1] ? int(100 * $_->[0] / $_->[1]) : undef }
		[ $d->{right}, $found ], [ $d->{right}, $told ]);
}

1;

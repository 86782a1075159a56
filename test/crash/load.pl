# An endless load for `dunghen act`: dossiers of four communes live from counter to
# counter, eight at a time, in an order that depends on nothing but the place in it.
# All of it is lawful, so every command is accepted.
package load;
use strict;
use warnings;
use JSON::PP;
use POSIX 'strftime';

my @communes = (
	[ '25195', 'H19.21' ], [ '25210', 'H19.22' ], [ '25217', 'H19.23' ], [ '25220', 'H19.24' ],
);
my @posts = ([ 'mc', 'clerk' ], [ 'kt', 'officer' ], [ 'truong', 'head', 'kt' ], [ 'chu', 'head', '' ],
	[ 'vp', 'records' ]);
my @life = (
	[ mc => 'receive_new' ], [ mc => 'hand_over', outcome => 'forward' ], [ kt => 'take' ],
	[ kt => 'hand_over', outcome => 'forward' ], [ truong => 'take' ], [ truong => 'finish' ],
	[ chu => 'take' ], [ chu => 'sign' ], [ vp => 'take' ],
	[ vp => 'number', number => 'N', book => 'GCN', file => 'H' ], [ vp => 'ready' ],
	[ mc => 'fee_receipt' ], [ mc => 'deliver', how => 'counter', collector => 'Người Nhận' ],
);
my $json = JSON::PP->new->canonical;

sub new {
	my ($class, %o) = @_;
	# start: seconds since 1970 as if +07:00 were UTC
	return bless { at => $o{start}, file => $o{file}, n => 0, open => [], serial => {}, dossiers => 0 },
		$class;
}

sub instant { return strftime('%Y-%m-%dT%H:%M:%S', gmtime $_[0]) }

# People first; the lines before any dossier.
sub staff {
	my ($self) = @_;
	my @lines;
	for my $c (@communes) {
		for my $p (@posts) {
			my ($name, $post, $room) = @$p;
			$room //= $name;
			my $unit = $room eq '' ? $c->[0] : "$c->[0].$room";
			push @lines, $self->line('qt01', 'add_person', { key => "$name.$c->[0]" }),
				$self->line('qt01', 'assign', { person => "$name.$c->[0]", unit => $unit,
					post => $post, from => instant($self->{at}) });
		}
	}
	return @lines;
}

sub line {
	my ($self, $as, $do, $args) = @_;
	return $json->encode({ key => 'k' . ++$self->{n}, as => $as, do => $do, args => $args,
		at => instant($self->{at}) });
}

# Time passes between two lines.
sub later { my ($self, $s) = @_; $self->{at} += $s; return }

sub receive {
	my ($self, $d) = @_;
	my $i = ++$self->{dossiers};
	my $c = $communes[ $i % @communes ];
	my $day = strftime('%y%m%d', gmtime $self->{at});
	$d->{unit} = $c->[0];
	$d->{code} = sprintf '%s-%s-%04d', $c->[1], $day, ++$self->{serial}{"$c->[1] $day"};
	return $self->line("mc.$c->[0]", 'receive_new', { procedure => '1.001612',
		channel => 'counter', receiving => "$c->[0].mc",
		owner => { name => "Nguyen Van Thu $i", id_number => sprintf '0750900%05d', $i } });
}

sub next {
	my ($self) = @_;
	my $open = $self->{open};
	push @$open, { step => 0 } while @$open < 8;
	$self->{at} += 1;
	my $d = shift @$open;
	my ($who, $do, %args) = @{ $life[ $d->{step}++ ] };
	push @$open, $d if $d->{step} < @life;
	return $self->receive($d) if $do eq 'receive_new';
	$args{file} = $self->{file} if exists $args{file};
	$args{number} = "$d->{code}/GCN" if exists $args{number};
	return $self->line("$who.$d->{unit}", $do, { dossier => $d->{code}, %args });
}

1;

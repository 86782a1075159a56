# A small office served: a demo store (one may sign in by a click) with a clock set by
# hand, filled by commands as a story would; and a browser's jar for each person.
package Office;
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Served;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";

# new(clock => '2026-03-02T08:00', people => { lan => 'clerk 25195.mc', … }); law => DIR of its files.
sub new {
	my ($class, %o) = @_;
	my $dir  = tempdir(CLEANUP => 1);
	my $self = bless { dir => $dir, db => "$dir/office", n => 0, jar => {} }, $class;
	my $law = $o{law} ? "--law $o{law}" : '';
	system("$dunghen init --db $self->{db} --mode demo --seed 1 --clock $o{clock} --admin qt $law >/dev/null") == 0
		or die "no store\n";
	my @lines;
	for my $key (sort keys %{ $o{people} }) {
		push @lines, [ qt => add_person => { key => $key, name => ucfirst $key } ];
		for my $post (split /, */, $o{people}{$key}) {
			my ($code, $unit) = split / /, $post;
			push @lines, [ qt => assign => { person => $key, unit => $unit, post => $code } ];
		}
	}
	$self->{clock} = $o{clock};
	$self->act(@lines);
	return $self;
}

# Before it is served: [ person, action, { arguments } ] …; the answers.
sub act {
	my ($self, @lines) = @_;
	my $file = "$self->{dir}/lines";
	open my $f, '>', $file or die;
	for my $l (@lines) {
		my $line = JSON::PP->new->canonical->encode({ key => 'o' . ++$self->{n}, as => $l->[0], do => $l->[1],
			args => $l->[2], at => ($l->[3] // $self->{clock}) });
		utf8::encode($line) if $line =~ /[^\x00-\xff]/;
		print {$f} $line, "\n";
	}
	close $f or die;
	my @answers = map { decode_json($_) } `$dunghen act --db $self->{db} < $file`;
	for my $i (0 .. $#lines) {
		die "$lines[$i][0] $lines[$i][1]: " . encode_json($answers[$i]) . "\n" if !$answers[$i]{ok};
	}
	return @answers;
}

sub serve {
	my ($self, %more) = @_;
	$self->{served} = Served->start(db => $self->{db}, %more);
	return $self->{served};
}

# Signs in by a click; get and post are then in that person's name.
sub enter {
	my ($self, $key) = @_;
	my $r = $self->{served}->post('/demo/sign-in', "person=$key");
	my ($jar) = ($r->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/ or die "$key may not come in\n";
	$self->{jar}{$key} = $jar;
	return $jar;
}

sub get {
	my ($self, $who, $path) = @_;
	return $self->{served}->get($path, Cookie => $self->{jar}{$who} // $self->enter($who));
}

# A form: the token of the person's last page is brought along.
sub post {
	my ($self, $who, $path, %field) = @_;
	my $jar = $self->{jar}{$who} // $self->enter($who);
	$field{token} //= $self->hidden_token($who);
	$field{key} //= 'f' . ++$self->{n};
	my @pairs;
	for my $name (sort keys %field) {
		for my $v (ref $field{$name} ? @{ $field{$name} } : $field{$name}) {
			my $u = $v;
			utf8::encode($u) if utf8::is_utf8($u);
			$u =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge;
			push @pairs, "$name=$u";
		}
	}
	return $self->{served}->post($path, join('&', @pairs), Cookie => $jar);
}

# The token of a person's forms.
sub hidden_token {
	my ($self, $who) = @_;
	return $self->{token}{$who} //= hidden($self->get($who, '/own/password'), 'token');
}

sub hidden { my ($r, $name) = @_; my ($v) = $r->{body} =~ /name="$name" value="([^"]*)"/; return $v }

# What stands in the ledger of a dossier: names of its entries.
sub kinds {
	my ($self, $code) = @_;
	return `$dunghen dossier timeline $code --db $self->{db} --json` =~ /"kind":"(\w+)"/g;
}

1;

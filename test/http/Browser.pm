# A browser: its cookies, kept and taken out as it is told.
package Browser;
use strict;
use warnings;
use Office;

# new($office): of what an Office serves at the time.
sub new { my ($class, $office) = @_; return bless { office => $office, jar => {} }, $class }

sub keep {
	my ($self, $r) = @_;
	for my $c (@{ $r->{all}{'set-cookie'} // [] }) {
		my ($name, $value, $age) = $c =~ /^(\w+)=([^;]*)(?:.*Max-Age=(\d+))?/;
		if ($value eq '' || (defined $age && $age == 0)) { delete $self->{jar}{$name} }
		else { $self->{jar}{$name} = $value }
	}
	return $r;
}

sub cookie { my ($self) = @_; return join '; ', map { "$_=$self->{jar}{$_}" } sort keys %{ $self->{jar} } }

sub get { my ($self, $path) = @_; return $self->keep($self->{office}{served}->get($path, Cookie => $self->cookie)) }

# A form, with the token of a page read before.
sub post {
	my ($self, $path, %field) = @_;
	$field{token} //= Office::hidden($self->get('/own/password'), 'token') // '';
	my $body = join '&', map { my $v = $field{$_}; $v =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge; "$_=$v" } sort keys %field;
	return $self->keep($self->{office}{served}->post($path, $body, Cookie => $self->cookie));
}

sub enter { my ($self, $who) = @_; return $self->post('/demo/sign-in', person => $who) }

sub leave { my ($self) = @_; return $self->post('/sign-out') }

1;

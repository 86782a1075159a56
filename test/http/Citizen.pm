# A citizen's browser for the tests: keeps its cookies, shows the digits, types codes.
package Citizen;
use strict;
use warnings;

# Each comes from an address of its own, as a server behind a proxy sees it.
my $count = 0;
sub new {
	my ($class, $served) = @_;
	return bless { served => $served, jar => {}, from => '198.51.100.' . ++$count }, $class;
}

sub keep {
	my ($self, $r) = @_;
	for my $c (@{ $r->{all}{'set-cookie'} // [] }) {
		my ($name, $value) = $c =~ /^(\w+)=([^;]*)/;
		$c =~ /Max-Age=0/ ? delete $self->{jar}{$name} : ($self->{jar}{$name} = $value);
	}
	return $self->{last} = $r;
}

sub cookies {
	my ($self) = @_;
	my $j = $self->{jar};
	return (Cookie => join('; ', map { "$_=$j->{$_}" } sort keys %$j), 'X-Forwarded-For' => $self->{from});
}

sub get { my ($self, $path) = @_; return $self->keep($self->{served}->get($path, $self->cookies)) }

# The hidden fields of the last page's form that goes there are brought along.
sub post {
	my ($self, $path, %field) = @_;
	my ($form) = ($self->{last}{body} // '') =~ m{<form[^>]*action="\Q$path\E"[^>]*>(.*?)</form>}s;
	my %all = ((map { /name="([^"]+)" value="([^"]*)"/ ? ($1 => $2) : () } ($form // '') =~ /<input type="hidden"[^>]*>/g), %field);
	my $body = join '&', map { my $v = $all{$_}; utf8::encode($v) if utf8::is_utf8($v); $v =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge; "$_=$v" } sort keys %all;
	return $self->keep($self->{served}->post($path, $body, $self->cookies));
}

sub track { my ($self, $code, $digits) = @_; return $self->post('/track', code => $code, digits => $digits) }

1;

# A small office (Office.pm) whose JSON API is asked by programs: tokens made by the command
# line, requests with them, and every answer held against doc/openapi.json.
package Api;
use strict;
use warnings;
use JSON::PP;
use Office;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";

# new(office => Office, tokens => { name => 'lan dossiers.read,dossiers.act' }): before it
# is served.
sub new {
	my ($class, %o) = @_;
	my $self = bless { office => $o{office}, answers => [], n => 0 }, $class;
	$self->make($_, split / /, $o{tokens}{$_}) for sort keys %{ $o{tokens} };
	return $self;
}

sub make {
	my ($self, $name, $for, $scopes, %o) = @_;
	my $clock = $o{clock} // $self->{office}{clock};
	my $until = $o{until} // '2028-01-01';
	my $admin = $self->{office}{admin} // 'qt';
	my $said  = `$dunghen token create --db $self->{office}{db} --json --for $for --scopes $scopes --until $until --as $admin --clock $clock`;
	my $made  = decode_json($said);
	$self->{token}{$name} = $made->{secret} // die "no token: $said\n";
	return $made;
}

sub revoke {
	my ($self, $n, $clock) = @_;
	return system("$dunghen token revoke $n --db $self->{office}{db} --as qt --clock $clock >/dev/null") == 0;
}

sub _keep {
	my ($self, $method, $path, $r) = @_;
	my $type = $r->{header}{'content-type'} // '';
	$r->{json} = $type =~ /json/ && length $r->{body} ? eval { decode_json($r->{body}) } : undef;
	push @{ $self->{answers} }, { method => $method, path => $path, status => $r->{status}, type => $type, body => $r->{json} };
	return $r;
}

# get('name of a token, or undef', path, header => value …): the reply, its body as {json}.
sub get {
	my ($self, $token, $path, %header) = @_;
	$header{Authorization} //= "Bearer $self->{token}{$token}" if defined $token;
	return $self->_keep(GET => $path, $self->{office}{served}->get($path, %header));
}

# act(token, action => { arguments }, header => value …); a key of its own unless given.
sub act {
	my ($self, $token, $do, $args, %header) = @_;
	$header{'Idempotency-Key'} //= 'k' . ++$self->{n};
	return $self->post($token, '/api/v1/acts', JSON::PP->new->canonical->utf8->encode({ do => $do, args => $args }), %header);
}

sub post {
	my ($self, $token, $path, $body, %header) = @_;
	$header{Authorization} //= "Bearer $self->{token}{$token}" if defined $token;
	$header{'Content-Type'} //= 'application/json';
	delete $header{$_} for grep { !defined $header{$_} } keys %header;
	return $self->_keep(POST => $path, $self->{office}{served}->post($path, $body, %header));
}

# A refusal: its status, and the key in its problem document.
sub refused {
	my ($r, $status, $key, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	is("$r->{status} " . ($r->{json}{key} // '-'), "$status $key", $name);
	is($r->{header}{'content-type'}, 'application/problem+json', "$name: a problem document");
	return $r->{json};
}

# Every answer so far is what the document says.
sub check {
	my ($self) = @_;
	my ($root) = __FILE__ =~ m{(.*?)/?test/http/Api\.pm\z};
	$root = '.' if !length $root;
	my $file = "$self->{office}{dir}/answers";
	open my $f, '>', $file or die;
	print {$f} encode_json($_), "\n" for @{ $self->{answers} };
	close $f or die;
	my $said = `node $root/test/http/answers.js $root/doc/openapi.json $file 2>&1`;
	is($?, 0, scalar(@{ $self->{answers} }) . ' answers are as doc/openapi.json says') or diag($said);
	return;
}

1;

# A served store for the tests of this folder, and raw HTTP over sockets: what is
# sent and what comes back, byte for byte, without a client library's help.
package Served;
use strict;
use warnings;
use File::Temp qw(tempdir);
use IO::Select;
use IO::Socket::INET;
use JSON::PP;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";

# Serves the store in $db (made when it is not there); %more are options. `command` demo
# makes and serves a demonstration.
sub start {
	my ($class, %more) = @_;
	my $dir = tempdir(CLEANUP => 1);
	my $db  = delete $more{db} // "$dir/s";
	my $command = delete $more{command} // 'serve';
	if (!-d $db && $command eq 'serve') {
		system("$dunghen init --db $db --mode test --seed 1 --clock 2026-03-02T08:00 "
			. '--admin qt >/dev/null') == 0 or die "no store\n";
	}
	my $log = "$dir/log";
	pipe(my $out, my $in) or die;
	my $pid = fork() // die;
	if ($pid == 0) {
		open STDOUT, '>&', $in or die;
		open STDERR, '>', $log or die;
		exec $dunghen, $command, '--json', '--db', $db, '--listen', '127.0.0.1:0',
			map { ("--$_", defined $more{$_} ? $more{$_} : ()) } sort keys %more;
		die;
	}
	close $in;
	my $line = <$out> // '';
	my ($port) = $line =~ /:(\d+)"/;
	my $self = bless { pid => $pid, port => $port, log => $log, db => $db, dir => $dir, line => $line }, $class;
	die 'not served: ' . $self->log . "\n" if !$port;
	return $self;
}

sub log {
	my ($self) = @_;
	open my $f, '<', $self->{log} or return '';
	local $/ = undef;
	return scalar <$f>;
}

# Asks it to stop and gives its exit status.
sub stop {
	my ($self) = @_;
	return if !$self->{pid};
	kill TERM => $self->{pid};
	waitpid $self->{pid}, 0;
	my $status = $?;
	$self->{pid} = 0;
	return $status;
}

sub DESTROY {
	my ($self) = @_;
	local ($?, $!);
	if ($self->{pid}) {
		kill KILL => $self->{pid};
		waitpid $self->{pid}, 0;
	}
	return;
}

sub connect {
	my ($self) = @_;
	return IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $self->{port}) // die "connect: $!\n";
}

# One reply from a socket: { status, header => {lower-case name: value}, body }, or
# undef when the connection ended first.
sub reply {
	my ($socket, $no_body) = @_;
	my $head = '';
	while ($head !~ /\r\n\r\n\z/) {
		return undef if !IO::Select->new($socket)->can_read(30);
		my $n = sysread $socket, my $c, 1;
		return undef if !$n;
		$head .= $c;
	}
	my ($first, @lines) = split /\r\n/, $head;
	my ($status) = $first =~ m{^HTTP/1\.1 (\d+)} or return undef;
	my %header;
	for my $l (@lines) {
		my ($name, $value) = split /:\s*/, $l, 2;
		push @{ $header{ lc $name } }, $value;
	}
	my %one = map { $_ => join(', ', @{ $header{$_} }) } keys %header;
	my $body = '';
	my $want = $no_body || $status == 304 ? 0 : $one{'content-length'} // 0;
	while (length $body < $want) {
		return undef if !IO::Select->new($socket)->can_read(30);
		my $n = sysread $socket, $body, $want - length $body, length $body;
		return undef if !$n;
	}
	return { status => $status, header => \%one, all => \%header, body => $body };
}

# Sends bytes on a new connection and reads one reply.
sub raw {
	my ($self, $bytes) = @_;
	my $s = $self->connect;
	local $SIG{PIPE} = 'IGNORE';
	print {$s} $bytes;
	$s->flush;
	return reply($s, $bytes =~ /^HEAD /);
}

# A plain request: get('/path', name => value …).
sub get {
	my ($self, $path, %header) = @_;
	return $self->raw("GET $path HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
		. join('', map { "$_: $header{$_}\r\n" } sort keys %header) . "\r\n");
}

sub post {
	my ($self, $path, $body, %header) = @_;
	$header{'Content-Type'} //= 'application/x-www-form-urlencoded';
	return $self->raw("POST $path HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
		. length($body) . "\r\n" . join('', map { "$_: $header{$_}\r\n" } sort keys %header)
		. "\r\n$body");
}

1;

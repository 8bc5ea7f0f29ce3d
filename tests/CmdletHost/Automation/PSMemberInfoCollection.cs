using System;
using System.Collections;
using System.Collections.Generic;

namespace System.Management.Automation;

public class PSMemberInfoCollection<T> : IEnumerable<T>
    where T : PSMemberInfo
{
    private readonly List<T> _members = new();

    public T? this[string name] => _members.Find(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase));

    public void Add(T member) => _members.Add(member);

    public IEnumerator<T> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

package org.nestlab.internal.journal;

/**
 * Removes each kind of a lab's resources; what does not exist, or belongs to another owner by now, is left as it is.
 */
public interface ResourceRemover {

    void domain(Resource.Domain domain);

    void network(Resource.Network network);

    void pool(Resource.Pool pool);

    void folder(Resource.Folder folder);

    void container(Resource.Container container);

    void route(Resource.Route route);

    void definition(Resource.Definition definition);

    void nesting(Resource.Nesting nesting);
}
